import { badRequest } from './errors.js';

/** A query as Fastify reads it: a key that is repeated has a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

// The server's own numbers are not published: 15 is the page size of the vendor's sample links, 100 the most that any
// client of the vendor asks for.
const DEFAULT_PER_PAGE = 15;
const MAXIMUM_PER_PAGE = 100;

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly pagination: {
    readonly per_page: number;
    readonly current_page: number;
    readonly total_page: number;
    readonly total: number;
    readonly next: string | null;
    readonly previous: string | null;
  };
}

/** Cuts `page` and `per_page` out of the rows; links lead from `path`, which stands without the API's prefix. */
export function pageOf<Row>(rows: readonly Row[], query: Query, path: string): Page<Row> {
  const perPage = wholeNumber(query, 'per_page', DEFAULT_PER_PAGE);
  const current = wholeNumber(query, 'page', 1);
  const faults = [
    ...(perPage >= 1 && perPage <= MAXIMUM_PER_PAGE
      ? []
      : [`per_page must be between 1 and ${MAXIMUM_PER_PAGE}`]),
    ...(current >= 1 ? [] : ['page must be 1 or more']),
  ];
  if (faults.length > 0) throw badRequest(...faults);
  const totalPages = Math.ceil(rows.length / perPage);
  const link = (page: number) => `${path}?per_page=${perPage}&page=${page}`;
  return {
    rows: rows.slice((current - 1) * perPage, current * perPage),
    pagination: {
      per_page: perPage,
      current_page: current,
      total_page: totalPages,
      total: rows.length,
      next: current < totalPages ? link(current + 1) : null,
      previous: current > 1 ? link(current - 1) : null,
    },
  };
}

/** The first of several spellings that is there; the vendor's Node client writes `null` as an empty value. */
export function text(query: Query, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = query[name];
    const first = typeof value === 'object' ? value[0] : value;
    if (first !== undefined && first !== '') return first;
  }
  return undefined;
}

/** NaN for anything but decimal digits, which no bound lets through. */
function wholeNumber(query: Query, name: string, byDefault: number): number {
  const value = text(query, name);
  if (value === undefined) return byDefault;
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}
