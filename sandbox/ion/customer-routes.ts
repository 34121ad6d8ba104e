import type { FastifyInstance } from 'fastify';
import { notFound, permissionDenied } from './errors.js';
import { page } from './pages.js';
import { isFiltered, listingKey, oneOf, readQuery, type Query } from './query.js';
import { CUSTOMER_STATUSES, type IonCustomer } from './rows.js';
import type { IonState } from './state.js';

const PAGE_MAXIMUM = 1_000;

interface CustomerParams {
  readonly account: string;
  readonly customer: string;
}

/** Under `/api/v3/accounts/:account`. */
export function customerRoutes(app: FastifyInstance, state: IonState): void {
  app.get<{ Params: { account: string } }>('/customers', (request) => {
    const query = readQuery(request.query);
    const matching = state.customers.filter(customerFilter(query));
    const listing = {
      key: listingKey(`accounts/${request.params.account}/customers`, query),
      filtered: isFiltered(query),
      maximum: PAGE_MAXIMUM,
    };
    const { rows, end } = page(matching, query, listing, (customer) => customer.name);
    // proto3 JSON leaves an empty list out: nothing found is `{}`.
    return rows.length === 0 ? {} : { customers: rows, ...end };
  });

  app.get<{ Params: CustomerParams }>('/customers/:customer', (request) => {
    const name = resourceName(request.params);
    const customer = state.customers.find((candidate) => candidate.name === name);
    if (!customer) throw notFound(name);
    return customer;
  });

  app.get<{ Params: CustomerParams }>('/customers/:customer/cloudProfiles', (request) => {
    const query = readQuery(request.query);
    const enabledOnly = oneOf(query, 'enabledOnly', ['true', 'false']) === 'true';
    const found = state.cloudProfiles.find(({ customerId }) => customerId === request.params.customer);
    // No 404 is listed for this path: what the account cannot see is refused (ION 4.2).
    if (!found) throw permissionDenied(resourceName(request.params));
    const { customerCloudProfiles = [], ...owner } = found;
    const profiles = customerCloudProfiles.filter(
      ({ providerId, enabled }) =>
        (!query.providerId || providerId === query.providerId) && (enabled || !enabledOnly),
    );
    return profiles.length === 0 ? owner : { ...owner, customerCloudProfiles: profiles };
  });
}

/** Exact matches; `filter.customerName` is the contact's name, not the organisation's (ION 4.2). */
function customerFilter(query: Query): (customer: IonCustomer) => boolean {
  const email = query['filter.customerEmail']?.toLowerCase();
  const name = query['filter.customerName'];
  const language = query['filter.languageCode'];
  const status = oneOf(query, 'filter.customerStatus', CUSTOMER_STATUSES);
  return (customer) =>
    (!email || customer.customerEmail.toLowerCase() === email) &&
    (!name || customer.customerName === name) &&
    (!language || customer.languageCode === language) &&
    (!status || status === 'CUSTOMER_STATUS_UNSPECIFIED' || customer.customerStatus === status);
}

function resourceName({ account, customer }: CustomerParams): string {
  return `accounts/${account}/customers/${customer}`;
}
