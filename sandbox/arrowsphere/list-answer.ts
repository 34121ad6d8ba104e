import { pageOf } from './pages.js';
import type { Query } from './pages.js';
import type { ArrowSphereState } from './state.js';

/** The envelope of a paged list: the rows under a key of their own, the pagination beside `data`. */
export function listAnswer(
  key: string,
  rows: readonly unknown[],
  query: Query,
  path: string,
  state: ArrowSphereState,
) {
  const page = pageOf(rows, query, path);
  const answer = { status: 200, data: { [key]: page.rows } };
  return state.settings.omitPagination ? answer : { ...answer, pagination: page.pagination };
}
