import type { Page, PageRequest } from './source.js';
import { oldest } from './times.js';

/** Reads one page of one key's own list; null where there is no such key, which is as good as an empty list. */
export type ReadLink<Row> = (key: string, request: PageRequest) => Promise<Page<Row> | null>;

/**
 * One page of several lists walked one after the other, for upstreams that list orders by customer only.
 *
 * Goes on to the next list until the page is filled; lists are not read ahead, since the first may fill it alone.
 * The same keys in the same order give the same positions: `<index of the key>;<position in its list>`.
 */
export async function chainedPage<Row>(
  keys: readonly string[],
  request: PageRequest,
  read: ReadLink<Row>,
): Promise<Page<Row>> {
  const links: Link<Row>[] = [];
  const rows: Row[] = [];
  let place: Place | null = placeOf(request.position);
  while (place !== null && rows.length < request.size) {
    const key = keys[place.index];
    if (key === undefined) break;
    const page = await read(key, { position: place.position, size: request.size - rows.length });
    if (page !== null) {
      links.push({ index: place.index, start: rows.length, page });
      rows.push(...page.rows);
    }
    place = following(place.index, page, keys.length);
  }
  return {
    rows,
    positionAfter: (index) => positionAfter(links, index),
    next: place === null || place.index >= keys.length ? null : positionText(place),
    totalCount: keys.length === 1 ? (links[0]?.page.totalCount ?? null) : null,
    // The oldest of its parts, so that nothing looks fresher than it is.
    fetchedAt:
      links.reduce<string | null>((time, { page }) => oldest(time, page.fetchedAt), null) ??
      new Date().toISOString(),
  };
}

interface Place {
  readonly index: number;
  readonly position: string | null;
}

/** A page of one key's list, and where its rows begin in the chained page. */
interface Link<Row> {
  readonly index: number;
  readonly start: number;
  readonly page: Page<Row>;
}

function following<Row>(index: number, page: Page<Row> | null, keys: number): Place | null {
  if (page !== null && page.next !== null) return { index, position: page.next };
  return index + 1 < keys ? { index: index + 1, position: null } : null;
}

function positionAfter<Row>(links: readonly Link<Row>[], row: number): string {
  const link = links.findLast(({ start }) => start <= row);
  if (link === undefined) throw new RangeError(`The page has no row ${row}.`);
  const { index, page } = link;
  const isLast = row - link.start === page.rows.length - 1;
  if (isLast && page.next === null) return positionText({ index: index + 1, position: null });
  return positionText({ index, position: page.positionAfter(row - link.start) });
}

function positionText({ index, position }: Place): string {
  return position === null ? String(index) : `${index};${position}`;
}

function placeOf(position: string | null): Place {
  if (position === null) return { index: 0, position: null };
  const [, index, inner] = /^(\d+)(?:;(.*))?$/s.exec(position) ?? [];
  if (index === undefined) throw new RangeError('Not a position of a chained list.');
  return { index: Number(index), position: inner ?? null };
}
