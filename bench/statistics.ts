/** The middle of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that at least so many percent of all are not above; of two middles the mean. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length * percent) / 100;
  const above = sorted[Math.min(sorted.length - 1, Math.floor(place))] ?? Number.NaN;
  const below = sorted[Math.ceil(place) - 1] ?? above;
  return percent === 50 ? (below + above) / 2 : below;
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
