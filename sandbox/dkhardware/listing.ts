import { validationFailed } from './errors.js';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 1_000;

/** A page by limit and offset; there is no total (DK 3.2). */
interface Slice {
  readonly limit: number;
  readonly offset: number;
}

interface Listing extends Slice {
  /** Bounds in the rows' own naive format, both included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly newest: boolean;
  readonly basedOnCreatedDate: boolean;
}

interface Dated {
  readonly createdAt: string;
  readonly updatedAt?: string;
}

/** How an endpoint spells the keys of its field errors: customers `Limit`, orders `limit` (DK 3.3). */
type KeyCase = 'Pascal' | 'camel';

/**
 * Reads one query string, collecting what is wrong with it for one answer, as the vendor does.
 * A parameter it does not know is ignored, the way of the vendor's framework:
 * an order list asked for one customer answers everybody's orders.
 */
export class QueryReader {
  readonly #given: ReadonlyMap<string, string>;
  readonly #keyCase: KeyCase;
  readonly #errors: Record<string, string[]> = {};

  constructor(raw: unknown, keyCase: KeyCase) {
    // A repeated parameter arrives as a list; joined, it is no number, date or word any more.
    this.#given = new Map(Object.entries(raw ?? {}).map(([name, value]) => [name, String(value)]));
    this.#keyCase = keyCase;
  }

  text(name: string, pattern = /^/, problem = 'is not valid'): string | undefined {
    const value = this.#given.get(name);
    if (value === undefined || pattern.test(value)) return value;
    this.#fault(name, value, problem);
    return undefined;
  }

  boolean(name: string, byDefault: boolean): boolean {
    const value = this.text(name, /^(true|false)$/i, "must be 'true' or 'false'");
    return value === undefined ? byDefault : value.toLowerCase() === 'true';
  }

  slice(): Slice {
    const limit = this.text('limit', /^([1-9][0-9]{0,2}|1000)$/, `must be between 1 and ${MAXIMUM_LIMIT}`);
    const offset = this.text('offset', /^[0-9]{1,9}$/, 'must not be negative');
    return { limit: Number(limit ?? DEFAULT_LIMIT), offset: Number(offset ?? 0) };
  }

  /** With a zone or without, which is read as UTC; a whole second drops its fraction to compare with the rows' text. */
  time(name: string): string | undefined {
    const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$/;
    const problem = 'must be a date and time such as 2022-03-11T22:15:59Z';
    const value = this.text(name, pattern, problem);
    if (value === undefined) return undefined;
    const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(value) ? value : `${value}Z`);
    if (Number.isNaN(at)) {
      this.#fault(name, value, problem);
      return undefined;
    }
    return new Date(at).toISOString().replace(/(\.000)?Z$/, '');
  }

  listing(): Listing {
    const from = this.time('from');
    const to = this.time('to');
    const newest = this.boolean('newest', true);
    const basedOnCreatedDate = this.boolean('basedOnCreatedDate', false);
    return { ...this.slice(), from, to, newest, basedOnCreatedDate };
  }

  /** Throws the 400 for all that was wrong. */
  refuseFaults(): void {
    if (Object.keys(this.#errors).length > 0) throw validationFailed(this.#errors);
  }

  #fault(name: string, value: string, problem: string): void {
    const key = this.#keyCase === 'Pascal' ? name.charAt(0).toUpperCase() + name.slice(1) : name;
    this.#errors[key] = [`'${key}' ${problem}. You entered '${value}'.`];
  }
}

/**
 * Filters and orders by the updated time unless asked for the created one, so a row written meanwhile
 * moves to another page (DK 3.7). A row that does not show its updated time stands at its created one.
 */
export function listRows<Row extends Dated>(
  rows: readonly Row[],
  listing: Listing,
  idOf: (row: Row) => string,
): Row[] {
  const { from, to, newest, basedOnCreatedDate, limit, offset } = listing;
  const timeOf = (row: Row) => (basedOnCreatedDate ? row.createdAt : (row.updatedAt ?? row.createdAt));
  const found = rows.filter((row) => (!from || timeOf(row) >= from) && (!to || timeOf(row) <= to));
  found.sort((left, right) => compare(timeOf(left), timeOf(right)) || compare(idOf(left), idOf(right)));
  if (newest) found.reverse();
  return found.slice(offset, offset + limit);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
