/** The one instant every generated date is counted from; wall-clock time never enters the data. */
export const SANDBOX_EPOCH = Date.UTC(2025, 0, 15, 9, 30, 0);

export const DAY_MS = 86_400_000;

/** Numbers that come out the same on every run and machine for the same seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between the bounds, both included. */
  int(minimum: number, maximum: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
  uuid(): string;
}

/** Seeded by a text, e.g. `arrowsphere/customers`: a list that grows leaves the lists with other seeds as they are. */
export function seededRandom(seed: string): Random {
  const next = mulberry32(fnv1a(seed));
  const int = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1));
  const hex = (length: number) => Array.from({ length }, () => int(0, 15).toString(16)).join('');
  return {
    next,
    int,
    hex,
    chance: (probability) => next() < probability,
    pick: (choices) => at(choices, int(0, choices.length - 1)),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/** The n-th choice, starting over at the end: spreads every value of an enumeration evenly over the rows. */
export function cycle<T>(choices: readonly T[], index: number): T {
  return at(choices, index % choices.length);
}

function at<T>(choices: readonly T[], index: number): T {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError(`no choice ${index} among ${choices.length}`);
  return choice;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
