import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { OperationScope } from '../upstream/scope.js';
import type { LaneState } from './cursor.js';
import type { Page, PageRequest } from './source.js';
import { oldest } from './times.js';

export interface LaneOptions<Row> {
  readonly sourceId: string;
  readonly maxPageSize: number;
  readonly read: (request: PageRequest, scope: OperationScope) => Promise<Page<Row>>;
  /** What the upstream does not apply itself; undefined where it applies everything. */
  readonly accepts: ((row: Row) => boolean) | undefined;
  /** Whether `accepts` may turn most rows down, so that large pages take fewer calls. */
  readonly selective: boolean;
  /** Where an earlier page left this source; undefined at the start of a walk. */
  readonly state: LaneState | undefined;
  /** Upstream pages that may be read for one page of the merged list. */
  readonly maxPages: number;
}

/** Where some rows may be turned down, one more is read for so many that are wanted. */
const ROWS_FOR_A_SPARE = 8;

/** A row and where it stood: where the source goes on after it is worked out only for rows whose cursor is needed. */
export interface BufferedRow<Row> {
  readonly row: Row;
  readonly page: Page<Row>;
  readonly index: number;
}

/**
 * One source's part of a merged list: reads its pages as rows are needed and hands them out one by one.
 * A failure ends it for this answer only; its position stays where its last dealt row was.
 */
export class Lane<Row> {
  readonly sourceId: string;
  failure: UpstreamFailure | null = null;
  totalCount: number | null;
  /** When the oldest of its pages was read. */
  fetchedAt: string | null = null;
  /** Whether an older answer stood in for one that the upstream did not give. */
  isStale = false;
  /** Whether the bound on pages kept it from looking further. */
  bounded = false;

  #buffer: BufferedRow<Row>[] = [];
  /** How many of the buffer are dealt. */
  #dealt = 0;
  /** Where its next read begins; null once the upstream has no more. */
  #readFrom: string | null;
  #begun: boolean;
  #lastDealt: BufferedRow<Row> | undefined;
  #pagesRead = 0;

  constructor(private readonly options: LaneOptions<Row>) {
    const { state } = options;
    this.sourceId = options.sourceId;
    this.totalCount = state?.totalCount ?? null;
    this.#begun = state !== undefined;
    this.#readFrom = state?.position ?? null;
  }

  /** Where an earlier page left this source; undefined while it has not begun. */
  get startState(): LaneState | undefined {
    return this.options.state;
  }

  get buffered(): number {
    return this.#buffer.length - this.#dealt;
  }

  /** Whether a read may bring more rows for this answer. */
  get canRead(): boolean {
    return this.failure === null && !this.bounded && !this.#ended;
  }

  /** Whether rows may be left for a later page. */
  get hasMore(): boolean {
    return this.buffered > 0 || (!this.#ended && !this.isSkipped);
  }

  /** The upstream has no list for these criteria: nothing is lost by leaving it out. */
  get isSkipped(): boolean {
    return this.failure?.code === UpstreamErrorCode.UNSUPPORTED;
  }

  get #ended(): boolean {
    return this.#begun && this.#readFrom === null;
  }

  /** Reads until `wanted` rows are buffered, or no more can be had for this answer. */
  async fill(wanted: number, scope: OperationScope): Promise<void> {
    while (this.buffered < wanted && this.canRead) {
      if (this.#pagesRead === this.options.maxPages) {
        this.bounded = true;
        return;
      }
      try {
        this.#take(await this.#read(wanted - this.buffered, scope), scope);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        this.failure = error;
      }
    }
  }

  /** The next row; call only while `buffered`. */
  deal(): BufferedRow<Row> {
    const next = this.#buffer[this.#dealt];
    if (next === undefined) throw new RangeError(`No row of '${this.sourceId}' is left to deal.`);
    this.#dealt += 1;
    this.#lastDealt = next;
    return next;
  }

  /** Where the source goes on after a row that it dealt. */
  stateAfter({ page, index }: BufferedRow<Row>): LaneState {
    return { position: positionAfter(page, index), totalCount: this.totalCount };
  }

  /** Where this source goes on after this answer, past everything that was read and turned down. */
  finalState(): LaneState | undefined {
    if (this.buffered > 0)
      return this.#lastDealt === undefined ? this.startState : this.stateAfter(this.#lastDealt);
    return this.#begun ? { position: this.#readFrom, totalCount: this.totalCount } : undefined;
  }

  #read(missing: number, scope: OperationScope): Promise<Page<Row>> {
    const { maxPageSize, selective, accepts, read } = this.options;
    // Few rows are turned down, yet a single one would take another call after the first.
    const spare = accepts === undefined ? 0 : Math.ceil(missing / ROWS_FOR_A_SPARE);
    const size = selective ? maxPageSize : Math.min(missing + spare, maxPageSize);
    this.#pagesRead += 1;
    return read({ position: this.#readFrom, size }, scope);
  }

  #take(page: Page<Row>, scope: OperationScope): void {
    const { accepts } = this.options;
    if (this.buffered === 0) {
      this.#buffer = [];
      this.#dealt = 0;
    }
    page.rows.forEach((row, index) => {
      if (accepts === undefined || accepts(row)) this.#buffer.push({ row, page, index });
    });
    this.#begun = true;
    this.#readFrom = page.next;
    this.fetchedAt = oldest(this.fetchedAt, page.fetchedAt);
    this.isStale ||= scope.isStale(this.sourceId, page.fetchedAt);
    this.totalCount = accepts === undefined ? page.totalCount : null;
  }
}

function positionAfter(page: Page<unknown>, index: number): string | null {
  return index === page.rows.length - 1 ? page.next : page.positionAfter(index);
}

/** What a bounded lane tells in `sources`: nothing failed, but not everything was looked through yet. */
export function searchBound(sourceId: string, maxPages: number): UpstreamFailure {
  const pages = maxPages === 1 ? 'one page' : `${maxPages} pages`;
  return new UpstreamFailure(UpstreamErrorCode.CALL_LIMIT_EXCEEDED, sourceId, {
    message: `Looked through ${pages} of source '${sourceId}' for this page of the list; the next page goes on from there.`,
  });
}
