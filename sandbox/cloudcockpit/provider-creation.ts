import { seededRandom } from '../random.js';
import type { CustomerRow, ProviderCustomerRow } from './rows.js';
import { domainOf } from './search.js';
import type { CloudCockpitState } from './state.js';

export const CREATION_ERRORS = ['DomainExists', 'InvalidCompanyInfo', 'Unknown'] as const;
export type CreationError = (typeof CREATION_ERRORS)[number];

/** What a provider checks of a company: a postal code that its country does not have is refused. */
const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  PT: /^\d{4}-\d{3}$/,
  US: /^\d{5}(-\d{4})?$/,
};

/** Begins, or begins again, to create the customer with these providers: Processing, then Success or Failed. */
export function createWithProviders(
  state: CloudCockpitState,
  customerId: string,
  instances: readonly string[],
): void {
  for (const instance of instances) {
    const forced = state.takeForcedError();
    change(state, customerId, instance, (entry) => ({
      ...entry,
      providerCustomerId: null,
      status: { name: 'Processing' },
      customerCreationError: { name: 'None' },
    }));
    state.background.after(state.settings.backgroundMs, () => {
      change(state, customerId, instance, (entry, row) =>
        settled(entry, forced ?? errorOf(state, row, entry), customerId),
      );
    });
  }
}

export function failedProviders(row: CustomerRow, error?: CreationError): readonly string[] {
  return Object.values(row.providerCustomers ?? {})
    .filter((entry) => statusOf(entry) === 'Failed')
    .filter(({ customerCreationError }) => error === undefined || customerCreationError.name === error)
    .map(({ providerInstanceId }) => providerInstanceId);
}

export function statusOf({ status }: ProviderCustomerRow): string {
  return typeof status === 'string' ? status : status.name;
}

function change(
  state: CloudCockpitState,
  customerId: string,
  instance: string,
  to: (entry: ProviderCustomerRow, row: CustomerRow) => ProviderCustomerRow,
): void {
  const row = state.customers.get(customerId);
  const entry = row?.providerCustomers?.[instance];
  if (row === undefined || entry === undefined) return;
  const providerCustomers = { ...row.providerCustomers, [instance]: to(entry, row) };
  state.customers.set(customerId, { ...row, providerCustomers });
}

function settled(
  entry: ProviderCustomerRow,
  error: CreationError | undefined,
  customerId: string,
): ProviderCustomerRow {
  if (error !== undefined)
    return { ...entry, status: { name: 'Failed' }, customerCreationError: { name: error } };
  const random = seededRandom(`cloudcockpit/provider-customers/${customerId}/${entry.providerInstanceId}`);
  return { ...entry, status: { name: 'Success' }, providerCustomerId: random.uuid() };
}

function errorOf(
  state: CloudCockpitState,
  row: CustomerRow,
  entry: ProviderCustomerRow,
): CreationError | undefined {
  if (isDomainTaken(state, row, entry)) return 'DomainExists';
  const isPostalCode = POSTAL_CODES[row.country]?.test(row.zip) ?? true;
  return isPostalCode ? undefined : 'InvalidCompanyInfo';
}

/** By a customer that the provider already has: of two that ask at once, the first to be created gets it. */
function isDomainTaken(state: CloudCockpitState, row: CustomerRow, entry: ProviderCustomerRow): boolean {
  const domain = domainOf(entry)?.toLowerCase();
  if (domain === undefined) return false;
  return [...state.customers.values()].some((other) => {
    const theirs = other.providerCustomers?.[entry.providerInstanceId];
    if (other.id === row.id || theirs === undefined || other.isDeleted === true) return false;
    return statusOf(theirs) === 'Success' && domainOf(theirs)?.toLowerCase() === domain;
  });
}
