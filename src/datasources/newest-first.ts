import type { Page, PageRequest } from './source.js';

/** Rows that were all read already, as of one customer's orders. */
export interface RowsInHand<Row> {
  readonly rows: readonly Row[];
  /** RFC 3339, when the oldest of them was read, so that nothing looks fresher than it is. */
  readonly fetchedAt: string;
}

/** What decides where a row stands. Neither ever changes, whatever else is added, touched or deleted. */
export interface Birth {
  /** Digits, or any text whose longer values are the later ones. */
  readonly id: string;
  /** RFC 3339; rows without it come last. */
  readonly createdAt: string | null;
}

/**
 * A page of rows in hand, newest first; where one stands there twice, as it may after it was touched, the later counts.
 * Positions are what the last row given is sorted by: `<milliseconds>:<id>`.
 */
export function newestPage<Row>(
  { rows, fetchedAt }: RowsInHand<Row>,
  { position, size }: PageRequest,
  birthOf: (row: Row) => Birth,
): Page<Row> {
  const placed = placesOf(rows, birthOf);
  const after = position === null ? null : placeOf(position);
  const first = after === null ? 0 : placed.filter((place) => newestFirst(place, after) <= 0).length;
  const taken = placed.slice(first, first + size);
  const positionAfter = (index: number) => positionText(taken[index]);
  return {
    rows: taken.map(({ row }) => row),
    positionAfter,
    next: first + taken.length < placed.length ? positionAfter(taken.length - 1) : null,
    totalCount: placed.length,
    fetchedAt,
  };
}

/** Whether a position is one of these, where a provider has others too. */
export function isNewestPosition(position: string): boolean {
  return POSITION.test(position);
}

interface Place {
  readonly createdAt: number;
  readonly id: string;
}

const POSITION = /^(-?\d+):(.*)$/s;
const NEVER = '0001-01-01T00:00:00Z';

function placesOf<Row>(rows: readonly Row[], birthOf: (row: Row) => Birth) {
  const byId = new Map<string, Place & { readonly row: Row }>();
  for (const row of rows) {
    const { id, createdAt } = birthOf(row);
    byId.set(id, { row, id, createdAt: Date.parse(createdAt ?? NEVER) });
  }
  return [...byId.values()].sort(newestFirst);
}

function newestFirst(a: Place, b: Place): number {
  return b.createdAt - a.createdAt || b.id.length - a.id.length || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function positionText(place: Place | undefined): string {
  if (place === undefined) throw new RangeError('No such row on this page.');
  return `${place.createdAt}:${place.id}`;
}

function placeOf(position: string): Place {
  const [, createdAt, id] = POSITION.exec(position) ?? [];
  if (createdAt === undefined || id === undefined) throw new RangeError('Not a position by age.');
  return { createdAt: Number(createdAt), id };
}
