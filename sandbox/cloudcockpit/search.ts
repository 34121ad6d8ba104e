import { invalid } from './errors.js';
import { flag, oneOf } from './query.js';
import type { Query } from './query.js';
import type { CustomerRow, ProviderCustomerRow } from './rows.js';

const SEARCH_FIELDS = ['Company.Name', 'Domain', 'InternalIdentifier', 'ProviderCustomerId'] as const;
type SearchField = (typeof SEARCH_FIELDS)[number];

const SORT_PROPERTIES = ['Company.Name'] as const;

/** Search, deleted rows and order of the customer list (CloudCockpit 2.2). */
export function selectCustomers(rows: readonly CustomerRow[], query: Query): readonly CustomerRow[] {
  const value = query.get('searchvalue') ?? '';
  if (value.length > 255) throw invalid('searchValue', "'searchValue' must be 255 characters or fewer.");
  const field = oneOf(query, 'searchField', SEARCH_FIELDS);
  // Deleted rows come unless switched off; the vendor's name of the switch is unknown, this one is the sandbox's.
  const includesDeleted = flag(query, 'includeDeleted', true);
  oneOf(query, 'sortPropertyName', SORT_PROPERTIES);
  const direction = flag(query, 'ascendingOrder', true) ? 1 : -1;
  return rows
    .filter((row) => (includesDeleted || row.isDeleted !== true) && contains(searched(row, field), value))
    .sort((a, b) => direction * (compare(a.companyName, b.companyName) || compare(a.id, b.id)));
}

function searched(row: CustomerRow, field: SearchField): readonly (string | null)[] {
  const providers = Object.values(row.providerCustomers ?? {});
  switch (field) {
    case 'Company.Name':
      return [row.companyName];
    case 'InternalIdentifier':
      return [row.internalIdentifier];
    case 'ProviderCustomerId':
      return providers.map(({ providerCustomerId }) => providerCustomerId);
    case 'Domain':
      return providers.map(domainOf);
  }
}

/** Out of the text, since one row's is not JSON. */
export function domainOf({ providerCustomerData }: ProviderCustomerRow): string | null {
  return /"Domain"\s*:\s*"([^"]*)"/.exec(providerCustomerData ?? '')?.[1] ?? null;
}

function contains(texts: readonly (string | null)[], part: string): boolean {
  return part === '' || texts.some((text) => text?.toLowerCase().includes(part.toLowerCase()) === true);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
