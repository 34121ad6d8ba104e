import { shapeOf } from './wire-shape.js';

/** What came back, its JSON parsed; `body` is undefined where there was none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** The value at a path of member names and indices, e.g. `at(body, 'data', 'orders', 0)`; undefined where it ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(value, ...path);
  if (!Array.isArray(list)) throw new TypeError(`no list at ${path.join('.')}`);
  return list;
}

/** The names of an object's own members, sorted, as one text. */
export function keysOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) throw new TypeError('no object');
  return Object.keys(value).sort().join(' ');
}

/** Which members of the sample, or types of one, occur nowhere in the values. */
export function missingFrom(values: readonly unknown[], sample: unknown): readonly string[] {
  const actual = shapeOf(...values);
  return Object.entries(shapeOf(sample)).flatMap(([path, types]) =>
    types
      .split('|')
      .filter((type) => !(actual[path] ?? '').split('|').includes(type))
      .map((type) => `${path}: ${type}`),
  );
}

/** An object by its members, so that a test can vary it. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return { ...value };
}
