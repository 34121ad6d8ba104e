/** What an upstream says at one URL; it never changes, so that it is made once and kept as bytes. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Route {
  /** By which its calls are counted. */
  readonly name: string;
  readonly path: RegExp;
  /** Takes the groups of the path. */
  readonly answer: (groups: readonly string[], query: URLSearchParams) => Answer;
}

export function found(body: unknown): Answer {
  return { status: 200, body };
}

/** The numbers of the rows from an offset on. */
export function slice(count: number, from: number, size: number) {
  const end = Math.min(count, from + size);
  return { indexes: Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at), end };
}
