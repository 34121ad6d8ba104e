import { wholeNumber } from './query.js';
import type { Query } from './query.js';

const DEFAULT_PAGE_SIZE = 25;
const MAXIMUM_PAGE_SIZE = 2_000;

/** The paged envelope (CloudCockpit 2.1); a page after the last is empty. */
export function pageOf<Row>(rows: readonly Row[], query: Query) {
  const pageNumber = wholeNumber(query, 'pageNumber', 1, 1, 2_147_483_647);
  const pageSize = wholeNumber(query, 'pageSize', DEFAULT_PAGE_SIZE, 1, MAXIMUM_PAGE_SIZE);
  const totalPages = Math.ceil(rows.length / pageSize);
  return {
    items: rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
    paginationParameters: { pageNumber, pageSize },
    totalPages,
    totalCount: rows.length,
    hasPreviousPage: pageNumber > 1,
    hasNextPage: pageNumber < totalPages,
    continuationToken: null,
  };
}
