import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import { coveringPage, offsetOf, type NumberedPage } from './paging.js';
import type { Page, PageRequest } from './source.js';

/** What the answer to a numbered page says of itself; null where it does not. */
export interface PageFacts {
  /** 1-based. */
  readonly number: number | null;
  /** The page size that was served, at least 1; it need not be the one asked for. */
  readonly size: number | null;
  /** Pages of this size in the list. */
  readonly pages: number | null;
  /** Rows in the list. */
  readonly total: number | null;
  readonly hasNext: boolean | null;
}

export interface NumberedAnswer<WireRow> extends PageFacts {
  /** As many as the answer had, so that positions count them all; null for what is no row. */
  readonly rows: readonly (WireRow | null)[];
  /** RFC 3339. */
  readonly fetchedAt: string;
}

export interface NumberedWindow<WireRow, Row, Missing> {
  readonly sourceId: string;
  readonly request: PageRequest;
  readonly maxPageSize: number;
  /** `Missing` is null for lists that may not be there at all. */
  readonly read: (page: NumberedPage) => Promise<NumberedAnswer<WireRow> | Missing>;
  /** Null leaves the row out; it keeps its place in the count. */
  readonly map: (row: WireRow) => Row | null;
}

/**
 * The rows from an offset on, by the one numbered page that covers them.
 *
 * Where a page stands is taken from what its answer says: an upstream that serves pages of another size than asked for
 * counts from elsewhere, and is asked once more in its own size. A page is never taken for another: rows would be lost.
 */
export async function numberedWindow<WireRow, Row, Missing extends null = never>(
  window: NumberedWindow<WireRow, Row, Missing>,
): Promise<Page<Row> | Missing> {
  const { sourceId, request, maxPageSize, read } = window;
  const offset = offsetOf(request.position);
  let asked = coveringPage(offset, request.size, maxPageSize);
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const answer = await read(asked);
    if (answer === null) return answer;
    const place = placeOf(answer, asked);
    if (answer.rows.length <= place.size && holds(place, offset)) return pageFrom(answer, place, window);
    asked = coveringPage(offset, place.size, place.size);
  }
  throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' does not serve the pages of its list by their numbers.`,
    upstreamStatus: 200,
  });
}

/** Where a page of the upstream really stands in its list. */
interface Place {
  readonly size: number;
  readonly begin: number;
  readonly end: number;
  readonly isFollowed: boolean;
}

function placeOf(answer: NumberedAnswer<unknown>, asked: NumberedPage): Place {
  const size = answer.size ?? asked.size;
  const end = (answer.number ?? asked.number) * size;
  return { size, begin: end - size, end, isFollowed: isFollowed(answer, end, size) };
}

/** A page that says nothing of what follows may be followed where it is full. */
function isFollowed({ rows, pages, total, hasNext }: NumberedAnswer<unknown>, end: number, size: number) {
  if (pages !== null) return end < pages * size;
  if (total !== null && hasNext === null) return end < total;
  // Whoever went on behind an empty page might do so for ever.
  return rows.length > 0 && (hasNext ?? rows.length === size);
}

/** Past the last page there is nothing, so that it holds any offset there. */
function holds({ begin, end, isFollowed }: Place, offset: number): boolean {
  return offset >= begin && (offset < end || !isFollowed);
}

function pageFrom<WireRow, Row>(
  answer: NumberedAnswer<WireRow>,
  place: Place,
  { request, map }: NumberedWindow<WireRow, Row, unknown>,
): Page<Row> {
  const first = offsetOf(request.position) - place.begin;
  const stop = Math.min(first + request.size, answer.rows.length);
  const rows: Row[] = [];
  const offsetsAfter: number[] = [];
  for (let index = first; index < stop; index += 1) {
    const wireRow = answer.rows[index] ?? null;
    const row = wireRow === null ? null : map(wireRow);
    if (row === null) continue;
    rows.push(row);
    offsetsAfter.push(place.begin + index + 1);
  }
  const next = nextOffset(answer.rows.length, place, stop);
  return {
    rows,
    positionAfter: (index) => String(offsetsAfter[index] ?? place.end),
    next: next === null ? null : String(next),
    totalCount: answer.total,
    fetchedAt: answer.fetchedAt,
  };
}

/** A page that came short is still followed by the next one, which begins where the page ends, not where its rows do. */
function nextOffset(count: number, { begin, end, isFollowed }: Place, stop: number): number | null {
  if (stop < count) return begin + stop;
  return isFollowed ? end : null;
}
