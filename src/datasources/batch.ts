import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { OperationScope } from '../upstream/scope.js';
import type { Answer, Answers, Lookup, Page, Scan } from './source.js';

/** One read for each key, side by side; how many at once is the transport's decision. One that fails fails alone. */
export async function readEach<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value | null>,
  idOf: (key: Key) => string = String,
): Promise<Answers<Value>> {
  const answers = new Map<string, Answer<Value>>();
  await Promise.all(keys.map(async (key) => answers.set(idOf(key), await settled(read(key)))));
  return answers;
}

async function settled<Value>(answer: Promise<Value | null>): Promise<Answer<Value>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof UpstreamFailure) return error;
    throw error;
  }
}

/** What a lookup remembers between operations: how many rows its list had when it was last seen. */
export interface ListSize {
  rows: number | null;
}

/** Where rows are looked up by id, and what is remembered of it. */
export interface LookupList<Row> {
  readonly sourceId: string;
  readonly lookup: Lookup<Row>;
  readonly size: ListSize;
  /** How many other ids were read one by one of late, each of which a scan would have spared; default 0. */
  readonly demand?: number;
}

/** Before a list's size is known, a scan must promise to spare this many calls to be tried. */
const UNKNOWN_PAGES = 2;

/** A list that may lack the ids, and has shown none of them yet, must promise to spare so many calls for each page. */
const DOUBT = 2;

/**
 * Reads rows by id with the fewer calls: one for each id, or the pages of the list they stand in.
 *
 * A scan stops as soon as every id is found, and gives way to point reads when these have become the cheaper end.
 * A page that fails makes the ids not yet seen failed, never "not found"; so does one that leads back.
 * But who reads the list for the demand of others alone does not suffer from its failure, and asks for its ids.
 */
export async function readMany<Row extends { readonly externalId: string }>(
  { sourceId, lookup, size, demand = 0 }: LookupList<Row>,
  ids: readonly string[],
  scope: OperationScope,
): Promise<Answers<Row>> {
  const { scan } = lookup;
  const pointReads = (missing: readonly string[]) => readEach(missing, (id) => lookup.get(id, scope));
  if (scan === undefined || ids.length === 0 || ids.length + demand === 1) return pointReads(ids);

  const found = new Map<string, Answer<Row>>();
  const missing = new Set(ids);
  const positions = new Set<string>();
  let position: string | null = null;
  let pagesRead = 0;
  let isStale = false;
  const cost = () => (scan.complete || found.size > 0 ? 1 : DOUBT) * pagesLeft(scan, size, pagesRead);
  while (missing.size + demand > cost()) {
    const isForOthers = missing.size <= cost();
    const page: Answer<Page<Row>> = await settled(scan.page(position, scope, missing));
    if (page instanceof UpstreamFailure && isForOthers) break;
    if (page === null || page instanceof UpstreamFailure) return withRest(found, missing, page);
    pagesRead += 1;
    isStale ||= scope.isStale(sourceId, page.fetchedAt);
    size.rows = page.totalCount ?? size.rows;
    for (const row of page.rows) {
      if (missing.delete(row.externalId)) found.set(row.externalId, row);
    }
    if (missing.size === 0) return found;
    position = page.next;
    if (position !== null) {
      if (positions.has(position)) return withRest(found, missing, circle(sourceId));
      positions.add(position);
      continue;
    }
    // A page was read for it, though it may have left out its rows.
    size.rows = page.totalCount ?? (pagesRead - 1) * scan.pageSize + Math.max(1, page.rows.length);
    // An older list that stands in for one that failed knows nothing of what was made since.
    if (scan.complete && !isStale) return withRest(found, missing, null);
    break;
  }
  return new Map([...found, ...(await pointReads([...missing]))]);
}

/** How many calls the rest of a scan would take; a list of unknown size is guessed to go on as long as it already did. */
function pagesLeft(scan: Scan<unknown>, size: ListSize, pagesRead: number): number {
  const pages = size.rows === null ? 0 : Math.max(1, Math.ceil(size.rows / scan.pageSize));
  // Past its known size a list has grown, nobody knows by how much.
  return pagesRead < pages ? pages - pagesRead : Math.max(UNKNOWN_PAGES, pagesRead);
}

function circle(sourceId: string): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' gave a list that goes round in a circle.`,
  });
}

function withRest<Row>(
  found: Map<string, Answer<Row>>,
  rest: Iterable<string>,
  answer: Answer<Row>,
): Answers<Row> {
  for (const id of rest) found.set(id, answer);
  return found;
}
