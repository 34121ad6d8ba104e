import type { Page } from '../source.js';
import type { ListedRows } from './wire.js';

/** A stretch of an upstream list, rows that nothing identifies included: positions count every row. */
export interface Slice<Row> {
  readonly rows: ListedRows<Row>;
  /** The position after the row at this index of `rows`. */
  positionAfter(index: number): string;
  readonly next: string | null;
  readonly totalCount: number | null;
  readonly fetchedAt: string;
}

/** The page of a slice; rows that cannot be identified, or that `map` turns down, are left out of it. */
export function toPage<Row, Mapped>(slice: Slice<Row>, map: (row: Row) => Mapped | null): Page<Mapped> {
  const rows: Mapped[] = [];
  const indexes: number[] = [];
  slice.rows.forEach((row, index) => {
    const mapped = row === null ? null : map(row);
    if (mapped === null) return;
    rows.push(mapped);
    indexes.push(index);
  });
  return {
    rows,
    positionAfter: (index) => slice.positionAfter(indexes[index] ?? index),
    next: slice.next,
    totalCount: slice.totalCount,
    fetchedAt: slice.fetchedAt,
  };
}
