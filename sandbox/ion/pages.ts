import { z } from 'zod';
import { invalidRequest } from './errors.js';

/** The members of a list answer beside its rows. */
interface PageEnd {
  readonly nextPageToken?: string;
}

interface PageQuery {
  readonly pageSize?: string | undefined;
  readonly pageToken?: string | undefined;
}

interface TokenContent {
  /** The listing and its filters: a token is good for nothing else. */
  readonly listing: string;
  readonly after: string;
  readonly size: number;
}

/**
 * One page of `rows`, walked by an opaque token that remembers the last row's name, not its index:
 * a row created meanwhile neither repeats nor skips another.
 *
 * `pageSize` alone, `pageToken` alone or both are fine (ION 4.2); more than `maximum` gets `maximum`.
 * The last page says `nextPageToken: ""`, a filtered listing leaves it out: both readings of the vendor's silence.
 */
export function page<Row>(
  rows: readonly Row[],
  query: PageQuery,
  listing: { readonly key: string; readonly filtered: boolean; readonly maximum: number },
  nameOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly end: PageEnd } {
  const token = query.pageToken ? readToken(query.pageToken, listing.key) : undefined;
  const size = Math.min(readSize(query.pageSize) ?? token?.size ?? missingPaging(), listing.maximum);
  const start = token ? indexAfter(rows, token.after, nameOf) : 0;
  const slice = rows.slice(start, start + size);
  const last = slice.at(-1);
  if (last !== undefined && start + size < rows.length) {
    return {
      rows: slice,
      end: { nextPageToken: writeToken({ listing: listing.key, after: nameOf(last), size }) },
    };
  }
  return { rows: slice, end: listing.filtered ? {} : { nextPageToken: '' } };
}

function indexAfter<Row>(rows: readonly Row[], after: string, nameOf: (row: Row) => string): number {
  const index = rows.findIndex((row) => nameOf(row) === after);
  if (index < 0) throw unknownToken();
  return index + 1;
}

function readSize(text: string | undefined): number | undefined {
  // proto3 cannot tell 0 from absent.
  if (text === undefined || text === '' || text === '0') return undefined;
  if (!/^[0-9]{1,9}$/.test(text)) throw invalidRequest('page_size must be a positive integer');
  return Number(text);
}

function missingPaging(): never {
  throw invalidRequest('At least one of page_size and page_token must be present');
}

/** gRPC's INVALID_ARGUMENT is 3, and the body says so beside HTTP 400: trust the status, not `code` (ION 4.6). */
function unknownToken(): Error {
  return invalidRequest('invalid page_token', 3);
}

const tokenSchema = z.tuple([z.string(), z.string(), z.int()]);

function writeToken({ listing, after, size }: TokenContent): string {
  return Buffer.from(JSON.stringify([listing, after, size])).toString('base64url');
}

function readToken(text: string, key: string): TokenContent {
  const content = tokenSchema.safeParse(parseJson(text));
  if (!content.success || content.data[0] !== key) throw unknownToken();
  const [listing, after, size] = content.data;
  return { listing, after, size };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw unknownToken();
  }
}
