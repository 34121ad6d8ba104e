import { AddressKind, type Address } from '../../types/address.js';
import { countryCodeOf } from '../countries.js';
import { readTime } from '../times.js';
import type { AddressRow } from './wire.js';

/** What the rows of a source say only together with its settings. */
export interface MappedSource {
  readonly id: string;
  readonly timeZone: string;
}

export function toAddress(row: AddressRow, source: MappedSource): Address {
  return addressOfKind(row, kindOf(row), source);
}

export function addressOfKind(row: AddressRow, kind: AddressKind, { timeZone }: MappedSource): Address {
  return {
    externalId: row.addressId,
    kind,
    isDefaultBilling: row.isDefaultBilling,
    isDefaultShipping: row.isDefaultShipping,
    firstName: row.firstName,
    lastName: row.lastName,
    company: row.company,
    line1: row.address1,
    line2: row.address2,
    city: row.city,
    state: row.state,
    postalCode: row.zip,
    country: row.country,
    countryCode: countryCodeOf(row.country),
    phone: row.phone,
    altPhone: row.altPhone,
    fax: row.fax,
    createdAt: readTime(row.createdAt, timeZone),
    updatedAt: readTime(row.updatedAt, timeZone),
  };
}

function kindOf({ isDefaultBilling, isDefaultShipping }: AddressRow): AddressKind {
  if (isDefaultBilling) return isDefaultShipping ? AddressKind.BILLING_AND_SHIPPING : AddressKind.BILLING;
  return isDefaultShipping ? AddressKind.SHIPPING : AddressKind.OTHER;
}
