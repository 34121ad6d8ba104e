import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import { SourceResultStatus } from '../types/source.js';
import type { OperationScope } from '../upstream/scope.js';
import { lackedCriterion, type Residue } from './criteria.js';
import { laneOf, type CursorCodec, type WalkState } from './cursor.js';
import { Lane, searchBound } from './lane.js';
import type { Entities } from './entities.js';
import type { Loaders } from './loaders.js';
import { dealPage, type MergedPage } from './merged-list.js';
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
  /** Whether a caller who does not read `sources` has to be told of `error` all the same. */
  readonly mustBeTold: boolean;
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
  readonly skipped: SkipReason | null;
  lane(walk: WalkState, maxPages: number): Lane<Row>;
}

interface SkipReason {
  /** Null where nothing of the source was asked for. */
  readonly error: UpstreamFailure | null;
  /** The filter is what leaves it out; otherwise it never has such a list, and nobody who knows it expects one. */
  readonly byFilter: boolean;
}

export function listPart<
  Criteria extends CustomerCriteria | OrderCriteria,
  Row extends { readonly externalId: string },
>(
  datasource: Datasource,
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
  { accepts, selective }: Residue<Row>,
  entities: Entities<Row>,
): ListPart<Row> {
  const sourceId = datasource.id;
  return {
    datasource,
    skipped: skipReason(sourceId, listing, criteria),
    lane: (walk, maxPages) =>
      new Lane({
        sourceId,
        maxPageSize: listing.maxPageSize,
        read: (request, scope) => entities.filledBy(() => listing.page(criteria, request, scope)),
        accepts,
        selective,
        state: laneOf(walk, sourceId),
        maxPages,
      }),
  };
}

function skipReason<Criteria extends CustomerCriteria | OrderCriteria, Row>(
  sourceId: string,
  listing: Listing<Criteria, Row>,
  criteria: Criteria,
): SkipReason | null {
  if ('customerIds' in criteria && criteria.customerIds?.length === 0) return { error: null, byFilter: true };
  const lacked = lackedCriterion(listing, criteria);
  if (lacked !== undefined)
    return unsupported(sourceId, `does not tell what the filter '${String(lacked)}' asks for.`, true);
  const missing = listing.needs?.find((name) => criteria[name] === null);
  if (missing !== undefined)
    return unsupported(sourceId, `has such a list only with the filter '${String(missing)}'.`, false);
  return null;
}

function unsupported(sourceId: string, why: string, byFilter: boolean): SkipReason {
  const message = `Source '${sourceId}' ${why}`;
  return { error: new UpstreamFailure(UpstreamErrorCode.UNSUPPORTED, sourceId, { message }), byFilter };
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
  const outcomes = parts.map((part, index) => outcome(part, walked[index] ?? null, maxScanPages));
  // A list of nothing but sources that cannot answer would otherwise read as an empty one.
  const hasAnswer = outcomes.some(({ status }) => status !== SourceResultStatus.SKIPPED);
  const sources = hasAnswer
    ? outcomes
    : outcomes.map((each) => ({ ...each, mustBeTold: each.error !== null }));
  return new DealtListPage(list, page, cursors, after !== null, sources);
}

/** Cursors are made when they are asked for: each takes a keyed hash. */
class DealtListPage<Row> implements ListPage<Row> {
  constructor(
    private readonly list: string,
    private readonly page: MergedPage<Row>,
    private readonly cursors: CursorCodec,
    readonly hasPreviousPage: boolean,
    readonly sources: readonly SourceOutcome[],
  ) {}

  get rows(): readonly Row[] {
    return this.page.rows;
  }

  get hasNextPage(): boolean {
    return this.page.hasNextPage;
  }

  get totalCount(): number | null {
    return sumOfAll(this.sources);
  }

  get endCursor(): string | null {
    const { rows, hasNextPage, endState } = this.page;
    return rows.length > 0 || hasNextPage ? this.cursors.encode(this.list, endState) : null;
  }

  cursorAfter(index: number): string {
    return this.cursors.encode(this.list, this.page.stateAfter(index));
  }
}

function outcome<Row>(part: ListPart<Row>, lane: Lane<Row> | null, maxPages: number): SourceOutcome {
  const { datasource } = part;
  if (lane === null || lane.isSkipped) {
    const error = lane?.failure ?? part.skipped?.error ?? null;
    const mustBeTold = error !== null && (part.skipped?.byFilter ?? true);
    const status = SourceResultStatus.SKIPPED;
    return { datasource, status, totalCount: error === null ? 0 : null, fetchedAt: null, error, mustBeTold };
  }
  return {
    datasource,
    status: statusOf(lane),
    totalCount: lane.failure === null ? lane.totalCount : null,
    fetchedAt: lane.fetchedAt,
    error: lane.failure ?? (lane.bounded ? searchBound(datasource.id, maxPages) : null),
    mustBeTold: lane.failure !== null,
  };
}

function statusOf({ failure, isStale }: Pick<Lane<unknown>, 'failure' | 'isStale'>): SourceResultStatus {
  if (failure !== null) return SourceResultStatus.FAILED;
  return isStale ? SourceResultStatus.STALE : SourceResultStatus.OK;
}

function sumOfAll(sources: readonly SourceOutcome[]): number | null {
  let sum = 0;
  for (const { totalCount } of sources) {
    if (totalCount === null) return null;
    sum += totalCount;
  }
  return sum;
}
