import type { PageRequest } from '../source.js';
import { localTime, readTime } from '../times.js';
import { MAX_LIMIT, type Listed, type ListWindow } from './client.js';
import { rowsFollow } from './list-end.js';
import type { Slice } from './slice.js';
import type { ListedRows } from './wire.js';

/**
 * A walk in the order of change, oldest first, that loses no row to changes under way.
 *
 * A row that is touched moves to the end and everything behind it moves up, so that plain offsets would pass over
 * rows (DK 3.7). A position is therefore a time and the few rows passed since: `u:<time>:<rows passed>:<last id>`.
 * Reading goes on with the last row passed; where another stands in its place, the few are read again.
 * So a row touched during the walk may come again, and its neighbours may, but each comes.
 */
export async function updatedSlice<Row extends UpdatedRow>(
  read: (window: ListWindow) => Promise<Listed<Row>>,
  start: number | null,
  request: PageRequest,
): Promise<Slice<Row>> {
  const place =
    request.position === null ? { from: start, passed: 0, lastId: '' } : placeOf(request.position);
  const { listed, skip, offset, mayFollow } = await goOn(read, place, request.size);
  const times = listed.rows.map(timeOf);
  const rows = listed.rows.slice(skip, skip + request.size);
  const positionAfter = (index: number) =>
    positionText(placeAfter(listed.rows, times, index + skip, { from: place.from, offset }));
  const follows = mayFollow || listed.rows.length > skip + rows.length;
  const next = follows && rows.length > 0 ? positionAfter(rows.length - 1) : null;
  return { rows, positionAfter, next, totalCount: null, fetchedAt: listed.fetchedAt };
}

export interface UpdatedRow {
  readonly id: string;
  readonly updatedAt: string | null;
}

/** Milliseconds of a time in the clock that the upstream writes and compares: both are UTC by its documents (DK 3.2). */
function clockTime(text: string | null): number {
  return Date.parse(readTime(text, 'UTC') ?? '');
}

const SECOND_MS = 1_000;

/** A whole second before a time, so that it does not matter whether `from` includes its own second. */
function justBefore(time: number): number {
  return Math.floor(time / SECOND_MS) * SECOND_MS - SECOND_MS;
}

const EARLIEST = 0;
const LATEST = Date.UTC(9999, 0, 1);

/**
 * Where the window of rows written since an instant begins: `from` is compared with the rows' own clock.
 * Callers say "since ever" by years that no clock text can tell (`0001-01-01T00:00:00Z`); nothing is that old.
 */
export function windowStart(since: number, timeZone: string): number {
  const instant = Math.min(Math.max(since, EARLIEST), LATEST);
  return justBefore(clockTime(localTime(new Date(instant).toISOString(), timeZone)));
}

interface Place {
  /** Clock time at which the window begins; null: the list's beginning. */
  readonly from: number | null;
  /** Rows of the window already passed. */
  readonly passed: number;
  /** Id of the last of them; empty where it has none. */
  readonly lastId: string;
}

async function goOn<Row extends UpdatedRow>(
  read: (window: ListWindow) => Promise<Listed<Row>>,
  { from, passed, lastId }: Place,
  size: number,
) {
  const checked = passed > 0 ? 1 : 0;
  const limit = Math.min(size + checked + 1, MAX_LIMIT);
  const windowAt = (offset: number) => ({ from: fromText(from), offset, limit });

  const last = windowAt(passed - checked);
  const listed = await read(last);
  const isWhereItWas = checked === 0 || lastId === (listed.rows[0]?.id ?? '');
  if (isWhereItWas) {
    return { listed, skip: checked, offset: last.offset, mayFollow: await rowsFollow(read, last, listed) };
  }
  const first = windowAt(0);
  const again = await read(first);
  return { listed: again, skip: 0, offset: 0, mayFollow: await rowsFollow(read, first, again) };
}

/**
 * The tightest place after a row. The window begins just before a row that came more than a second after the one
 * before it, so that the rows passed since are certain; until there is such a gap, the old window goes on.
 * A window never begins earlier than the one before it: a walk gets on whatever the upstream's order.
 */
function placeAfter(
  rows: ListedRows<UpdatedRow>,
  times: readonly number[],
  last: number,
  window: { readonly from: number | null; readonly offset: number },
): Place {
  const lastId = rows[last]?.id ?? '';
  for (let first = last; first > 0; first -= 1) {
    const from = justBefore(times[first] ?? Number.NaN);
    const hasGap = (times[first - 1] ?? Number.NaN) < from;
    if (hasGap && (window.from === null || from > window.from))
      return { from, passed: last - first + 1, lastId };
  }
  return { from: window.from, passed: window.offset + last + 1, lastId };
}

function timeOf(row: UpdatedRow | null): number {
  return clockTime(row?.updatedAt ?? null);
}

/** As the vendor writes it: `2022-03-11T22:15:59Z`. */
export function fromText(from: number | null): string | null {
  return from === null ? null : `${new Date(from).toISOString().slice(0, 19)}Z`;
}

function positionText({ from, passed, lastId }: Place): string {
  return `u:${from ?? ''}:${passed}:${lastId}`;
}

function placeOf(position: string): Place {
  const [, from, passed, lastId] = /^u:(-?\d+)?:(\d+):(.*)$/s.exec(position) ?? [];
  if (passed === undefined || lastId === undefined) {
    throw new RangeError('Not a position in the order of change.');
  }
  return { from: from === undefined ? null : Number(from), passed: Number(passed), lastId };
}
