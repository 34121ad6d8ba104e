import { coveringPage, offsetOf, type NumberedPage } from '../paging.js';
import type { Page, PageRequest } from '../source.js';
import type { AnsweredPage } from './client.js';

/** Documented for customers; that orders take the same is inferred. */
export const MAX_PAGE_SIZE = 2_000;

/**
 * The rows from one offset on, out of the numbered pages that CloudCockpit gives.
 *
 * Offsets count places in the upstream's list, also those of rows that are left out (`toRow` gives null),
 * so that going on after any row never skips or repeats another.
 */
export async function readWindow<WireRow, Row>(
  request: PageRequest,
  read: ReadPage<WireRow>,
  toRow: (row: WireRow) => Row | null,
): Promise<Page<Row>> {
  const offset = offsetOf(request.position);
  const { page, answer } = await readCovering(offset, request.size, read);
  const rows: Row[] = [];
  const offsets: number[] = [];
  const end = Math.min(page.skip + request.size, answer.rows.length);
  for (let place = page.skip; place < end; place += 1) {
    const wire = answer.rows[place] ?? null;
    const row = wire === null ? null : toRow(wire);
    if (row === null) continue;
    rows.push(row);
    offsets.push(offset - page.skip + place + 1);
  }
  const next = nextOffset(offset - page.skip, end, page, answer);
  return {
    rows,
    positionAfter: (index) => String(offsets[index] ?? next ?? offset),
    next: next === null ? null : String(next),
    totalCount: answer.totalCount,
    fetchedAt: answer.fetchedAt,
  };
}

interface CoveringAnswer<WireRow> {
  /** The page as the upstream counted it. */
  readonly page: NumberedPage;
  readonly answer: AnsweredPage<WireRow>;
}

type ReadPage<WireRow> = (page: NumberedPage) => Promise<AnsweredPage<WireRow>>;

/** An upstream that gives smaller pages than asked for says so; its page is then another one than was meant. */
async function readCovering<WireRow>(
  offset: number,
  size: number,
  read: ReadPage<WireRow>,
): Promise<CoveringAnswer<WireRow>> {
  const wanted = coveringPage(offset, size, MAX_PAGE_SIZE);
  const answer = await read(wanted);
  const granted = Math.max(1, answer.pageSize ?? wanted.size);
  if (granted >= wanted.size) return { page: wanted, answer };
  const page = coveringPage(offset, Math.min(size, granted), granted);
  if (page.number === wanted.number && page.size === granted) return { page, answer };
  return { page, answer: await read(page) };
}

/** Null where nothing follows. `start` is the offset of the page's first place, `end` the first place not looked at. */
function nextOffset<WireRow>(
  start: number,
  end: number,
  page: NumberedPage,
  { rows, hasNextPage, totalCount }: AnsweredPage<WireRow>,
): number | null {
  if (end < rows.length) return start + end;
  // A page may come short while more follow: they are counted from the page's full size on.
  const pageEnd = start + Math.max(page.size, rows.length);
  const hasNext = hasNextPage ?? (totalCount === null ? rows.length >= page.size : totalCount > pageEnd);
  return hasNext ? pageEnd : null;
}
