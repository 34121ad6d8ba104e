import { LRUCache } from 'lru-cache';
import { UpstreamFailure } from '../errors.js';
import { isDown, isYounger, type KeptReads } from '../upstream/cache.js';
import type { OperationScope } from '../upstream/scope.js';
import { readEach, readMany, type ListSize } from './batch.js';
import type { Answer, Answers, Lookup, Page, Scan } from './source.js';
import { oldest } from './times.js';

/** Rows of one list that are kept; of a longer list, those that were not asked for longest go first. */
const MAX_ROWS = 10_000;

interface Entity<Row> {
  readonly row: Row;
  /** RFC 3339. */
  readonly fetchedAt: string;
}

/**
 * The rows of one list as they were read last, by id: what a list shows, later operations need not read by id.
 *
 * Rows that were read by id are not kept here: the transport keeps their answers.
 * A row is shared by everyone who may see its source, and never changed.
 */
export class Entities<Row extends { readonly externalId: string }> implements ListSize {
  /** Rows in the whole list when it was last seen. */
  rows: number | null = null;
  readonly #known = new LRUCache<string, Entity<Row>>({ max: MAX_ROWS });
  /** Ids that were read by themselves, and when. */
  readonly #readAlone = new Map<string, number>();
  /** Ids of which the upstream said that there is no such thing, and when; asking for them again costs as much as for others. */
  readonly #absent = new LRUCache<string, string>({ max: MAX_ROWS });
  #scanFailedAt = -Infinity;
  #scannedAt: string | null = null;
  #isAll = false;
  #epoch = 0;
  #drops = 0;

  constructor(private readonly kept: KeptReads) {}

  /** Keeps the rows of a page, unless the upstream changed while it was read. */
  async filledBy<P extends Page<Row> | null | undefined>(read: () => Promise<P>): Promise<P> {
    const { epoch } = this.kept;
    const page = await read();
    if (page && epoch === this.kept.epoch && this.#keepsAnything) this.#keep(page);
    return page;
  }

  /** Rows by id: those at hand, else as `readMany` reads them, else as they were when the upstream last answered. */
  async read(
    sourceId: string,
    lookup: Lookup<Row>,
    ids: readonly string[],
    scope: OperationScope,
  ): Promise<Answers<Row>> {
    this.#forgetPast();
    const answers = new Map<string, Answer<Row>>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = scope.anew ? undefined : this.#fresh(id);
      if (known === undefined) missing.push(id);
      else answers.set(id, known);
    }
    if (missing.length === 0) return answers;
    const noting = this.#noting(lookup);
    const list = { sourceId, lookup: noting, size: this, demand: this.#demand() };
    // What was read alone a moment ago is still kept by the transport: nothing is spared by scanning for it.
    const isAtHand = (id: string) => !scope.anew && this.#readAlone.has(id);
    const again = missing.filter(isAtHand);
    const rest = missing.filter((id) => !isAtHand(id));
    const read = await Promise.all([
      readEach(again, (id) => noting.get(id, scope)),
      readMany(list, rest, scope),
    ]);
    for (const [id, answer] of read.flatMap((part) => [...part]))
      answers.set(id, this.#orOlder(sourceId, id, answer, scope));
    return answers;
  }

  /** Null: it was asked for, or the whole list was seen, and it was not there. */
  #fresh(id: string): Row | null | undefined {
    const entity = this.#known.get(id);
    if (entity !== undefined) return this.kept.isFresh(entity.fetchedAt) ? entity.row : undefined;
    const absentAt = this.#absent.get(id);
    if (absentAt !== undefined && this.kept.isFresh(absentAt)) return null;
    // A row that gave way to others is none that was not there.
    return this.#isAll && this.#wasScanned && this.#known.size < MAX_ROWS ? null : undefined;
  }

  #orOlder(sourceId: string, id: string, answer: Answer<Row>, scope: OperationScope): Answer<Row> {
    if (answer === null) this.#known.delete(id);
    const entity = isDown(answer) && !scope.anew ? this.#known.get(id) : undefined;
    if (entity === undefined || !isYounger(this.kept.staleMs, entity.fetchedAt)) return answer;
    scope.noteStale(sourceId, entity.fetchedAt);
    return entity.row;
  }

  /** The same lookup, but that what its list shows and what is not there is kept, and what is read alone is counted. */
  #noting(lookup: Lookup<Row>): Lookup<Row> {
    const { scan } = lookup;
    return {
      get: async (id, scope) => {
        const { epoch } = this.kept;
        if (!this.#readAlone.has(id)) this.#readAlone.set(id, Date.now());
        const row = await lookup.get(id, scope);
        // What decides about a write asks for what is being made.
        if (row === null && epoch === this.kept.epoch && !scope.anew)
          this.#absent.set(id, new Date().toISOString());
        return row;
      },
      ...(scan === undefined ? undefined : { scan: this.#filling(scan) }),
    };
  }

  #filling(scan: Scan<Row>): Scan<Row> {
    const { epoch } = this.kept;
    let readAt: string | null = null;
    return {
      pageSize: scan.pageSize,
      complete: scan.complete,
      page: async (position, scope, wanted) => {
        // Who keeps rows wants all of them.
        const taken = this.#keepsAnything ? undefined : wanted;
        const page = await this.filledBy(() => scan.page(position, scope, taken)).catch((error: unknown) => {
          if (error instanceof UpstreamFailure) this.#scanFailedAt = Date.now();
          throw error;
        });
        readAt = oldest(readAt, page.fetchedAt);
        if (page.next === null && epoch === this.kept.epoch) {
          this.#scannedAt = readAt;
          this.#isAll = scan.complete;
        }
        return page;
      },
    };
  }

  /** How many ids were read one by one of late; where they outweigh the pages of the list, it is read instead. */
  #demand(): number {
    const since = Date.now() - this.kept.freshMs;
    for (const [id, readAt] of this.#readAlone) {
      if (readAt > since) break;
      this.#readAlone.delete(id);
    }
    // What the list did not show a moment ago, it will not show now; where it could not be read, it is left alone.
    return this.#wasScanned || this.#scanFailedAt > since ? 0 : this.#readAlone.size;
  }

  get #wasScanned(): boolean {
    return this.#scannedAt !== null && this.kept.isFresh(this.#scannedAt);
  }

  get #keepsAnything(): boolean {
    return Math.max(this.kept.freshMs, this.kept.staleMs) > 0;
  }

  #keep({ rows, fetchedAt }: Page<Row>): void {
    this.#forgetPast();
    for (const row of rows) {
      const known = this.#known.get(row.externalId);
      if (known === undefined || known.fetchedAt <= fetchedAt)
        this.#known.set(row.externalId, { row, fetchedAt });
    }
  }

  #forgetPast(): void {
    if (this.#epoch === this.kept.epoch) return;
    this.#epoch = this.kept.epoch;
    if (this.#drops !== this.kept.drops) this.#known.clear();
    this.#drops = this.kept.drops;
    this.#readAlone.clear();
    this.#absent.clear();
    this.#scannedAt = null;
  }
}
