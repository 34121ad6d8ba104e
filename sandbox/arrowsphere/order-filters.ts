import { badRequest } from './errors.js';
import { text } from './pages.js';
import type { Query } from './pages.js';
import type { OrderRow } from './rows.js';

const SORTABLE = ['reference', 'status', 'dateStatus', 'dateCreation'] as const;
type Sortable = (typeof SORTABLE)[number];

/** Filters and sorts as documented (ArrowSphere 1.5); each key in snake case, as `node`, or camel case, as `php`. */
export function selectOrders(orders: Iterable<OrderRow>, query: Query): readonly OrderRow[] {
  const from = text(query, 'from');
  if (from !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(from))
    throw badRequest('from must be a date (YYYY-MM-DD)');
  const reference = text(query, 'reference');
  const status = text(query, 'status');
  const { field, direction } = sorting(query);
  return [...orders]
    .filter(
      (row) =>
        (from === undefined || row.dateCreation >= from) &&
        (reference === undefined || row.reference === reference) &&
        (status === undefined || row.status === status),
    )
    .sort((a, b) => direction * (compare(a[field], b[field]) || compare(a.reference, b.reference)));
}

// Which of the two keys names the field is told nowhere: whichever holds `asc` or `desc` is the direction.
function sorting(query: Query): { readonly field: Sortable; readonly direction: 1 | -1 } {
  const given = [text(query, 'order_by', 'orderBy'), text(query, 'sort_by', 'sortBy')].filter(
    (value) => value !== undefined,
  );
  const direction = given.find((value) => /^(asc|desc)$/i.test(value)) ?? 'desc';
  const name = given.find((value) => !/^(asc|desc)$/i.test(value)) ?? 'dateCreation';
  const field = SORTABLE.find((sortable) => sortable === name);
  if (field === undefined)
    throw badRequest(`Orders are not sorted by ${name}: use one of ${SORTABLE.join(', ')}`);
  return { field, direction: direction.toLowerCase() === 'asc' ? 1 : -1 };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
