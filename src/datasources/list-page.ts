import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import { SourceResultStatus } from '../types/source.js';
import type { OperationScope } from '../upstream/scope.js';
import { lackedCriterion, type Residue } from './criteria.js';
import type { CursorCodec, WalkState } from './cursor.js';
import { Lane, searchBound } from './lane.js';
import type { Loaders } from './loaders.js';
import { dealPage } from './merged-list.js';
import type { CustomerCriteria, Datasource, Listing, OrderCriteria } from './source.js';
import type { Sources } from './sources.js';

export interface PageArguments {
  /** 1-100. */
  readonly first: number;
  readonly after: string | null;
}

/** One page of a list as the connection types tell it. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  cursorAfter(index: number): string;
  /** Null on an empty page that nothing follows. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number | null;
  readonly sources: readonly SourceOutcome[];
}

/** What one source contributed. */
export interface SourceOutcome {
  readonly datasource: Datasource;
  readonly status: SourceResultStatus;
  readonly totalCount: number | null;
  readonly fetchedAt: string | null;
  readonly error: UpstreamFailure | null;
}

export interface ListServices {
  readonly sources: Sources;
  readonly loaders: Loaders;
  readonly scope: OperationScope;
  readonly cursors: CursorCodec;
  /** Upstream pages that one source may be searched through for one page of a list. */
  readonly maxScanPages: number;
}

/** One source's part of a list before it is walked. */
export interface ListPart<Row> {
  readonly datasource: Datasource;
  /** Why the source is left out; null where it takes part. */
  readonly skipped: { readonly error: UpstreamFailure | null } | null;
  lane(walk: WalkState, maxPages: number): Lane<Row>;
}

export function listPart<Criteria extends CustomerCriteria | OrderCriteria, Row>(
  datasource: Datasource,
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
  { accepts, selective }: Residue<Row>,
): ListPart<Row> {
  const sourceId = datasource.id;
  return {
    datasource,
    skipped: skipReason(sourceId, listing, criteria),
    lane: (walk, maxPages) =>
      new Lane({
        sourceId,
        maxPageSize: listing.maxPageSize,
        read: (request, scope) => listing.page(criteria, request, scope),
        accepts,
        selective,
        state: walk.lanes[sourceId],
        maxPages,
      }),
  };
}

function skipReason<Criteria extends CustomerCriteria | OrderCriteria, Row>(
  sourceId: string,
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
): ListPart<Row>['skipped'] {
  if ('customerIds' in criteria && criteria.customerIds?.length === 0) return { error: null };
  const lacked = lackedCriterion(listing, criteria);
  if (lacked !== undefined)
    return unsupported(sourceId, `does not tell what the filter '${String(lacked)}' asks for.`);
  const missing = listing.needs?.find((name) => criteria[name] === null);
  if (missing !== undefined)
    return unsupported(sourceId, `has such a list only with the filter '${String(missing)}'.`);
  return null;
}

function unsupported(sourceId: string, why: string) {
  const message = `Source '${sourceId}' ${why}`;
  return { error: new UpstreamFailure(UpstreamErrorCode.UNSUPPORTED, sourceId, { message }) };
}

/** Deals one page of a list from its parts. */
export async function mergedPage<Row>(
  services: ListServices,
  list: string,
  parts: readonly ListPart<Row>[],
  { first, after }: PageArguments,
): Promise<ListPage<Row>> {
  const { cursors, scope, maxScanPages } = services;
  const start: WalkState = after === null ? { turn: null, lanes: {} } : cursors.decode(list, after, 'after');
  const walked = parts.map((part) => (part.skipped === null ? part.lane(start, maxScanPages) : null));
  const lanes = walked.filter((lane) => lane !== null);
  const page = await dealPage(lanes, start.turn, first, scope);
  const sources = parts.map((part, index) => outcome(part, walked[index] ?? null, maxScanPages));
  return {
    rows: page.rows,
    cursorAfter: (index) => cursors.encode(list, page.stateAfter(index)),
    endCursor: page.rows.length > 0 || page.hasNextPage ? cursors.encode(list, page.endState) : null,
    hasNextPage: page.hasNextPage,
    hasPreviousPage: after !== null,
    totalCount: sumOfAll(sources.filter(({ status }) => status !== SourceResultStatus.SKIPPED)),
    sources,
  };
}

function outcome<Row>(part: ListPart<Row>, lane: Lane<Row> | null, maxPages: number): SourceOutcome {
  const { datasource } = part;
  if (lane === null || lane.isSkipped) {
    const error = lane?.failure ?? part.skipped?.error ?? null;
    return { datasource, status: SourceResultStatus.SKIPPED, totalCount: null, fetchedAt: null, error };
  }
  return {
    datasource,
    status: lane.failure === null ? SourceResultStatus.OK : SourceResultStatus.FAILED,
    totalCount: lane.failure === null ? lane.totalCount : null,
    fetchedAt: lane.fetchedAt,
    error: lane.failure ?? (lane.bounded ? searchBound(datasource.id, maxPages) : null),
  };
}

function sumOfAll(sources: readonly SourceOutcome[]): number | null {
  let sum = 0;
  for (const { totalCount } of sources) {
    if (totalCount === null) return null;
    sum += totalCount;
  }
  return sum;
}
