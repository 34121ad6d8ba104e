import type { AccountInfo, NewCustomer, NewProviderCustomers } from './customer-body.js';
import { RESELLERS } from './rows.js';
import type { CustomerRow, ProviderCustomerRow } from './rows.js';

/** The row of a new customer; every provider customer starts out as Processing (CloudCockpit 2.5). */
export function newCustomer(body: NewCustomer, id: string): CustomerRow {
  const related = new Set((body.customerAssociations ?? []).map(({ resellerId }) => resellerId));
  if (body.resellerId != null) related.add(body.resellerId);
  return {
    id,
    ...accountOf(body),
    internalIdentifier: body.internalIdentifier ?? null,
    resellerId: body.resellerId ?? null,
    providerCustomers: newProviderCustomers(body.providerCustomers),
    // null: the customer belongs to the CSP directly.
    customerAssociations:
      related.size === 0 ? null : RESELLERS.filter(({ resellerId }) => related.has(resellerId)),
  };
}

/** The company and its primary contact; what is left out is emptied. */
export function accountOf(body: AccountInfo) {
  return {
    companyName: body.companyName,
    taxId: body.taxId ?? null,
    country: body.country,
    addressLine1: body.addressLine1,
    addressLine2: body.addressLine2 ?? null,
    city: body.city,
    state: body.state,
    zip: body.zip,
    firstName: body.firstName,
    middleName: body.middleName ?? null,
    lastName: body.lastName,
    email: body.email,
    phone: body.phone,
  };
}

export function newProviderCustomers(
  given: NewProviderCustomers,
): Readonly<Record<string, ProviderCustomerRow>> {
  return Object.fromEntries(
    Object.values(given).map((entry) => [
      entry.providerInstanceId,
      {
        providerInstanceId: entry.providerInstanceId,
        providerCustomerId: null,
        providerCustomerData: entry.providerCustomerData,
        margin: entry.margin ?? { marginRule: { name: 'Markup' }, value: 0 },
        offerTypeMargins: entry.offerTypeMargins ?? null,
        status: { name: 'Processing' },
        customerCreationError: { name: 'None' },
      },
    ]),
  );
}
