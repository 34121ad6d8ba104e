import type { AddressInput } from '../../types/address-input.js';
import type { ContactInput } from '../../types/contact-input.js';
import { readText } from '../reading.js';
import { countryNameOf } from './country-names.js';
import type { AddressRow } from './wire.js';

/** An address of a new customer: without a name of its own it is the customer's. */
export function addressOfNewCustomer(address: AddressInput, { firstName, lastName }: ContactInput) {
  return {
    ...newAddressBody(address),
    firstName: isBlank(address.firstName) ? firstName : address.firstName,
    lastName: isBlank(address.lastName) ? lastName : address.lastName,
  };
}

/** Bare, and optional members as null, as in the vendor's valid request (DK 3.2). */
export function newAddressBody(address: AddressInput) {
  return {
    firstName: address.firstName,
    lastName: address.lastName,
    zip: address.postalCode,
    country: countryNameOf(address.countryCode),
    state: address.state,
    city: address.city,
    address1: address.line1,
    address2: address.line2 ?? null,
    company: address.company ?? null,
    phone: address.phone ?? null,
    altPhone: address.altPhone ?? null,
    fax: address.fax ?? null,
    isDefaultBilling: address.isDefaultBilling ?? false,
    isDefaultShipping: address.isDefaultShipping ?? false,
  };
}

/** What the input leaves out is undefined, is not sent, and stays as it is. */
export function changedAddressBody(addressId: string, address: AddressInput) {
  return {
    addressId,
    firstName: address.firstName,
    lastName: address.lastName,
    zip: address.postalCode,
    country: countryNameOf(address.countryCode),
    state: address.state,
    city: address.city,
    address1: address.line1,
    address2: address.line2,
    company: address.company,
    phone: address.phone,
    altPhone: address.altPhone,
    fax: address.fax,
    isDefaultBilling: address.isDefaultBilling ?? undefined,
    isDefaultShipping: address.isDefaultShipping ?? undefined,
  };
}

const TEXTS = [
  'firstName',
  'lastName',
  'zip',
  'country',
  'state',
  'city',
  'address1',
  'address2',
  'company',
  'phone',
  'altPhone',
  'fax',
] as const;
const FLAGS = ['isDefaultBilling', 'isDefaultShipping'] as const;

/** Whether what was written can be seen in the row; empty text is read as null. */
export function showsAddress(
  row: AddressRow,
  changed: Omit<ReturnType<typeof changedAddressBody>, 'addressId'>,
): boolean {
  return (
    TEXTS.every((member) => changed[member] === undefined || readText(changed[member]) === row[member]) &&
    FLAGS.every((member) => changed[member] === undefined || changed[member] === row[member])
  );
}

function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
