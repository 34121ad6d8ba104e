import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { AddressRow } from './wire.js';
import { unknownAt } from './write-tools.js';

export const CUSTOMER_FIELD = ['input', 'customerId'] as const;
export const ADDRESS_FIELD = ['input', 'addressExternalId'] as const;

/**
 * Why an address cannot be written by its id; null where it can. One id may stand on several addresses of a customer
 * (DK 3.7), and nothing says which of them the upstream would then change or remove.
 */
export function onlyOne(addresses: readonly AddressRow[] | null, addressId: string): UserError | null {
  if (addresses === null) return unknownAt(CUSTOMER_FIELD);
  const named = addresses.filter((each) => each.addressId === addressId);
  if (named.length === 0) return unknownAt(ADDRESS_FIELD);
  if (named.length === 1) return null;
  const message = `${Provider.DKHARDWARE} has several addresses of this customer under this id.`;
  return userError(ADDRESS_FIELD, UserErrorCode.CONFLICT, message);
}
