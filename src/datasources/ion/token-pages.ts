import type { Page, PageRequest } from '../source.js';
import type { Listed } from './client.js';

/**
 * Where a walk through a list stands that is paged by opaque tokens.
 *
 * A token leads to the beginning of a page, so that a place inside it is the rows already given,
 * together with the size that cut this page and no other.
 */
export interface TokenPosition {
  /** Which of the walk's lists, 0 first: a search by e-mail has two (`customers.ts`). */
  readonly part: number;
  readonly size: number;
  /** Rows of the page that lie before the position. */
  readonly skip: number;
  /** Null at the beginning of the list. */
  readonly token: string | null;
}

/** `part.size.skip.token`: the token comes last, for it may hold any character. */
const POSITION = /^(\d+)\.(\d+)\.(\d+)\.(.*)$/s;

export function readPosition({ position, size }: PageRequest): TokenPosition {
  if (position === null) return { part: 0, size, skip: 0, token: null };
  const [, part, usedSize, skip, token] = POSITION.exec(position) ?? [];
  if (token === undefined) throw new TypeError('This is no position in a list of ION.');
  return {
    part: Number(part),
    size: skip === '0' ? size : Number(usedSize),
    skip: Number(skip),
    token: token === '' ? null : token,
  };
}

function writePosition({ part, size, skip, token }: TokenPosition): string {
  return `${part}.${size}.${skip}.${token ?? ''}`;
}

/** The rest of a page from a position on, in the graph's types. */
export function tokenPage<WireRow, Row>(
  list: Listed<WireRow>,
  at: TokenPosition,
  map: (row: WireRow) => Row,
): Page<Row> {
  const rows = list.rows.slice(at.skip).map(map);
  const token = list.nextPageToken;
  const next = token === null ? null : writePosition({ ...at, skip: 0, token });
  const last = rows.length - 1;
  return {
    rows,
    totalCount: null,
    fetchedAt: list.fetchedAt,
    positionAfter: (index) =>
      index === last && next !== null ? next : writePosition({ ...at, skip: at.skip + index + 1 }),
    next,
  };
}
