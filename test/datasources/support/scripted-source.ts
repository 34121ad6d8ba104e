import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import type { Page, PageRequest } from '../../../src/datasources/source.js';

/** A row that knows where it stands in its source. */
export interface ScriptedRow {
  readonly source: string;
  readonly index: number;
}

/** How one upstream behaves; it answers the same to the same position, as the contract asks. */
export interface Script {
  /** For each row, whether the list's filter accepts it. */
  readonly rows: readonly boolean[];
  /** Pages give this many rows less (or more) than asked for, depending on where they begin; one may come out empty. */
  readonly shortBy: readonly number[];
  /** Whether the last full page claims to be followed, as upstreams without a total do. */
  readonly claimsMore: boolean;
  /** Whether its calls fail, in the order they are made; those after the last one succeed. */
  readonly fails: readonly boolean[];
  readonly maxPageSize: number;
}

export const UNDISTURBED = { shortBy: [0], claimsMore: false, fails: [], maxPageSize: 100 } as const;

/** `<rows passed>`, with a `!` once an empty page was given there. */
interface Place {
  readonly passed: number;
  readonly afterEmpty: boolean;
}

/** An upstream made of an array; it notes what it is asked. */
export class ScriptedSource {
  readonly requests: PageRequest[] = [];

  constructor(
    readonly id: string,
    readonly script: Script,
  ) {}

  readonly accepts = ({ index }: ScriptedRow): boolean => this.script.rows[index] ?? false;

  /** What a walk over this source alone should give. */
  get accepted(): readonly ScriptedRow[] {
    return this.#between(0, this.script.rows.length).filter(this.accepts);
  }

  read(request: PageRequest): Promise<Page<ScriptedRow>> {
    const fails = this.script.fails[this.requests.length] ?? false;
    this.requests.push(request);
    if (fails) return Promise.reject(new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, this.id));
    return Promise.resolve(this.#page(placeOf(request.position), request.size));
  }

  #page({ passed, afterEmpty }: Place, size: number): Page<ScriptedRow> {
    const { rows, shortBy, claimsMore, maxPageSize } = this.script;
    if (size < 1 || size > maxPageSize) throw new RangeError(`A page of ${size} rows was asked for.`);
    const missing = shortBy[passed % shortBy.length] ?? 0;
    const given = Math.max(afterEmpty ? 1 : 0, size - missing);
    const end = Math.min(passed + given, rows.length);
    const isEnd = end === rows.length && !(claimsMore && given > 0 && end > passed);
    return {
      rows: this.#between(passed, end),
      positionAfter: (index) => String(passed + index + 1),
      next: isEnd ? null : `${end}${end === passed ? '!' : ''}`,
      totalCount: rows.length,
      fetchedAt: '2024-05-04T09:42:00Z',
    };
  }

  #between(start: number, end: number): ScriptedRow[] {
    return Array.from({ length: end - start }, (_, index) => ({ source: this.id, index: start + index }));
  }
}

function placeOf(position: string | null): Place {
  const [, passed = '0', mark] = /^(\d+)(!?)$/.exec(position ?? '0') ?? [];
  return { passed: Number(passed), afterEmpty: mark === '!' };
}
