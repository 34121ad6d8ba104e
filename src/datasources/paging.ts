import type { Page } from './source.js';

/** An upstream page by number, 1-based, as ArrowSphere and CloudCockpit count them. */
export interface NumberedPage {
  readonly number: number;
  readonly size: number;
  /** Rows at its beginning that lie before the window asked for. */
  readonly skip: number;
}

/**
 * The smallest numbered page that holds the rows `offset` to `offset + wanted - 1`, so that any window takes one call.
 * Where none up to `maxSize` does, the page of `maxSize` in which the window begins.
 */
export function coveringPage(offset: number, wanted: number, maxSize: number): NumberedPage {
  const last = offset + wanted - 1;
  for (let size = wanted; size <= maxSize; size += 1) {
    const index = Math.floor(offset / size);
    if (Math.floor(last / size) === index) return { number: index + 1, size, skip: offset - index * size };
  }
  const index = Math.floor(offset / maxSize);
  return { number: index + 1, size: maxSize, skip: offset - index * maxSize };
}

/** Positions that are nothing but the number of rows already passed. */
export function offsetOf(position: string | null): number {
  return position === null ? 0 : Number(position);
}

export interface OffsetPage<Row> {
  readonly rows: readonly Row[];
  /** Rows before this page. */
  readonly offset: number;
  readonly hasNext: boolean;
  readonly totalCount: number | null;
  readonly fetchedAt: string;
}

/** A page whose positions are offsets. */
export function offsetPage<Row>({
  rows,
  offset,
  hasNext,
  totalCount,
  fetchedAt,
}: OffsetPage<Row>): Page<Row> {
  return {
    rows,
    totalCount,
    fetchedAt,
    positionAfter: (index) => String(offset + index + 1),
    next: hasNext ? String(offset + rows.length) : null,
  };
}
