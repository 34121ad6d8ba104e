import { ProviderCustomerStatus } from '../../types/cloudcockpit-details.js';
import { CustomerStatus } from '../../types/customer.js';
import { OrderStatus } from '../../types/order-status.js';

const PROVIDER_CUSTOMER_STATUSES = new Map([
  ['processing', ProviderCustomerStatus.PROCESSING],
  ['success', ProviderCustomerStatus.SUCCESS],
  ['failed', ProviderCustomerStatus.FAILED],
]);

export function providerCustomerStatus(word: string | null): ProviderCustomerStatus {
  return PROVIDER_CUSTOMER_STATUSES.get(word?.toLowerCase() ?? '') ?? ProviderCustomerStatus.UNKNOWN;
}

/**
 * A customer has no status of its own, only one at each cloud provider (CloudCockpit 2.5).
 *
 * While any provider still works on it, it is pending; after that one success is enough to be active,
 * for it can be served there. A customer at no provider waits for nothing, so it is active as well.
 */
export function customerStatus(
  providerCustomers: readonly { readonly status: ProviderCustomerStatus }[],
): CustomerStatus {
  const has = (status: ProviderCustomerStatus) => providerCustomers.some((known) => known.status === status);
  if (has(ProviderCustomerStatus.PROCESSING)) return CustomerStatus.PENDING;
  if (providerCustomers.length === 0 || has(ProviderCustomerStatus.SUCCESS)) return CustomerStatus.ACTIVE;
  return has(ProviderCustomerStatus.UNKNOWN) ? CustomerStatus.UNKNOWN : CustomerStatus.FAILED;
}

const ORDER_STATUSES = new Map([
  ['processing', OrderStatus.IN_PROGRESS],
  ['provisioning', OrderStatus.IN_PROGRESS],
  ['completed', OrderStatus.COMPLETED],
  ['failed', OrderStatus.FAILED],
]);

export function orderStatus(word: string | null): OrderStatus {
  return ORDER_STATUSES.get(word?.toLowerCase() ?? '') ?? OrderStatus.UNKNOWN;
}
