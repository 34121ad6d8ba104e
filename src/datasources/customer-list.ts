import type { Customer } from '../types/customer.js';
import type { CustomerFilter } from '../types/filters.js';
import { customerResidue } from './criteria.js';
import { listPart, mergedPage, type ListPage, type ListServices, type PageArguments } from './list-page.js';
import { listName, selectedSources } from './selection.js';
import type { CustomerCriteria } from './source.js';

/** One page of the customers of all sources that a filter selects. */
export async function listCustomers(
  services: ListServices,
  filter: CustomerFilter,
  page: PageArguments,
): Promise<ListPage<Customer>> {
  const criteria: CustomerCriteria = {
    // Blank text is part of every text.
    search: lowerCase(filter.search?.trim() === '' ? null : filter.search),
    email: lowerCase(filter.email),
    countryCode: filter.countryCode ?? null,
    updatedSince: filter.updatedSince ?? null,
    includeDeleted: filter.includeDeleted ?? false,
  };
  const list = listName('customers', filter, criteria);
  const parts = selectedSources(services.sources, filter).map(({ datasource, customerList }) =>
    listPart(
      datasource,
      datasource.customers,
      criteria,
      customerResidue(datasource.customers, criteria),
      customerList,
    ),
  );
  const result = await mergedPage(services, list, parts, page);
  services.loaders.primeCustomers(result.rows);
  return result;
}

function lowerCase(text: string | null | undefined): string | null {
  return text?.toLowerCase() ?? null;
}
