/** The middle of some numbers, of two middles the mean; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The smallest of some numbers that at least so many percent of them do not exceed; NaN of none. */
export function percentile(values: readonly number[], percent: number): number {
  const place = Math.ceil((values.length * percent) / 100) - 1;
  return ascending(values)[Math.max(0, place)] ?? Number.NaN;
}

function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

export interface Point {
  readonly size: number;
  readonly cost: number;
}

/** The exponent with which cost grows with size, from the first point to the last: 1 is linear, 2 quadratic. */
export function growthExponent(points: readonly Point[]): number {
  const [first, last] = [points.at(0), points.at(-1)];
  if (first === undefined || last === undefined || first.size === last.size) return Number.NaN;
  return Math.log(last.cost / first.cost) / Math.log(last.size / first.size);
}
