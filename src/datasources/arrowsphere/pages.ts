import { coveringPage, offsetOf, type NumberedPage } from '../paging.js';
import type { Page, PageRequest } from '../source.js';
import type { WireList } from './wire.js';

/** The largest `per_page` seen in real use (ArrowSphere 1.1); the upstream's own limit is documented nowhere. */
export const MAX_PAGE_SIZE = 100;

export interface Window<WireRow, Row, Missing> {
  readonly request: PageRequest;
  /** `Missing` is null for lists that may not be there at all. */
  readonly read: (page: NumberedPage) => Promise<WireList<WireRow> | Missing>;
  /** Null leaves the row out; it keeps its place in the count. */
  readonly map: (row: WireRow) => Row | null;
  /** What is thrown where the answers' `pagination` cannot be followed. */
  readonly unreadable: (what: string) => Error;
}

/**
 * The rows from an offset on, by the one numbered page that covers them.
 *
 * Where a page stands is taken from what its answer says: an upstream that serves pages of another size than asked for
 * counts from elsewhere, and is asked once more in its own size. A page is never taken for another: rows would be lost.
 */
export async function readWindow<WireRow, Row, Missing extends null = never>(
  window: Window<WireRow, Row, Missing>,
): Promise<Page<Row> | Missing> {
  const { request, read, unreadable } = window;
  const offset = offsetOf(request.position);
  let asked = coveringPage(offset, request.size, MAX_PAGE_SIZE);
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const list = await read(asked);
    if (list === null) return list;
    const place = placeOf(list, asked);
    if (list.rows.length <= place.size && holds(place, offset)) return pageFrom(list, place, window);
    asked = coveringPage(offset, place.size, place.size);
  }
  throw unreadable('pagination');
}

/** Where a page of the upstream really stands in its list. */
interface Place {
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  readonly isFollowed: boolean;
}

function placeOf(list: WireList<unknown>, asked: NumberedPage): Place {
  const size = list.pagination?.size ?? asked.size;
  const number = list.pagination?.number ?? asked.number;
  return { size, begin: (number - 1) * size, end: number * size, isFollowed: isFollowed(list, number, size) };
}

/** The vendor's PHP client stops by `total_page`; without any `pagination` a full page may be followed by another. */
function isFollowed({ rows, pagination }: WireList<unknown>, number: number, size: number): boolean {
  if (pagination !== null && pagination.pages !== null) return number < pagination.pages;
  if (pagination !== null && pagination.total !== null) return number * size < pagination.total;
  return rows.length > 0 && (pagination?.hasNext ?? rows.length === size);
}

/** Past the last page there is nothing, so that it holds any offset there. */
function holds({ begin, end, isFollowed }: Place, offset: number): boolean {
  return offset >= begin && (offset < end || !isFollowed);
}

function pageFrom<WireRow, Row>(
  list: WireList<WireRow>,
  place: Place,
  { request, map }: Window<WireRow, Row, unknown>,
): Page<Row> {
  const first = offsetOf(request.position) - place.begin;
  const stop = Math.min(first + request.size, list.rows.length);
  const rows: Row[] = [];
  const offsetsAfter: number[] = [];
  for (let index = first; index < stop; index += 1) {
    const wireRow = list.rows[index] ?? null;
    const row = wireRow && map(wireRow);
    if (row === null) continue;
    rows.push(row);
    offsetsAfter.push(place.begin + index + 1);
  }
  const next = nextOffset(list, place, stop);
  return {
    rows,
    positionAfter: (index) => String(offsetsAfter[index] ?? place.end),
    next: next === null ? null : String(next),
    totalCount: list.pagination?.total ?? null,
    fetchedAt: list.fetchedAt,
  };
}

/** A page that came short is still followed by the next one, which begins where the page ends, not where its rows do. */
function nextOffset(
  { rows }: WireList<unknown>,
  { begin, end, isFollowed }: Place,
  stop: number,
): number | null {
  if (stop < rows.length) return begin + stop;
  return isFollowed ? end : null;
}
