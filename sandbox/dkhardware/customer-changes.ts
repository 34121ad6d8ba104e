import { addressTimes } from './addresses.js';
import type { ChangedAddress, ChangedCustomer, NewAddress, NewCustomer } from './customer-bodies.js';
import { nextId } from './ids.js';
import type { DkAddress, DkCustomer } from './rows.js';
import type { DkState } from './state.js';
import { SubmissionFailed } from './submissions.js';
import { naive } from './times.js';

/** Customer create has no request context to say who asked (DK 3.1). */
const API_USER = { id: '37', name: 'Products Editor' };

/** Answers the new customer's id. */
export function createCustomer(state: DkState, given: NewCustomer): string {
  const customerId = nextId(state.customers.map((row) => row.customerId));
  const now = naive(state.background.now());
  const row: DkCustomer = {
    customerId,
    createdAt: now,
    updatedAt: now,
    firstName: given.firstName,
    lastName: given.lastName,
    email: given.email,
    company: given.company ?? '',
    phone: given.phone ?? null,
    altPhone: given.altPhone ?? null,
    fax: given.fax ?? null,
    channel: given.channel ?? 'partner-api',
    createdBy: API_USER,
    customerType: given.customerType ?? null,
    addresses: [],
    creditApproved: false,
    creditLimit: 0,
    notes: given.notes ?? null,
  };
  state.customers = [...state.customers, row];
  for (const address of given.addresses ?? []) addAddress(state, customerId, address);
  return customerId;
}

export function updateCustomer(state: DkState, given: ChangedCustomer): string {
  const { firstName, lastName, company, phone, altPhone, fax, channel, customerType, notes } = given;
  change(state, given.customerId, (row) => ({
    ...row,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(company !== undefined && { company: company ?? '' }),
    ...(phone !== undefined && { phone }),
    ...(altPhone !== undefined && { altPhone }),
    ...(fax !== undefined && { fax }),
    ...(channel !== undefined && { channel }),
    ...(customerType !== undefined && { customerType }),
    ...(notes !== undefined && { notes }),
  }));
  return given.customerId;
}

export function addAddress(state: DkState, customerId: string, given: NewAddress): string {
  const known = state.customers.flatMap(({ addresses = [] }) => addresses);
  const address: DkAddress = {
    addressId: nextId(known.map(({ addressId }) => addressId)),
    customerId,
    firstName: given.firstName,
    lastName: given.lastName,
    zip: given.zip,
    country: given.country,
    state: given.state,
    city: given.city,
    address1: given.address1,
    address2: given.address2 ?? null,
    company: given.company ?? null,
    phone: given.phone ?? null,
    altPhone: given.altPhone ?? null,
    fax: given.fax ?? null,
    isDefaultBilling: given.isDefaultBilling ?? false,
    isDefaultShipping: given.isDefaultShipping ?? false,
    ...addressTimes(naive(state.background.now())),
  };
  change(state, customerId, (row) => withAddress(row, undefined, address));
  return customerId;
}

/** An id that several of the customer's addresses share means the first of them (DK 3.7). */
export function changeAddress(state: DkState, customerId: string, given: ChangedAddress): string {
  change(state, customerId, (row) => {
    const old = addressOf(row, given.addressId);
    const { updatedAt } = addressTimes(naive(state.background.now()));
    return withAddress(row, old, {
      ...old,
      ...given,
      customerId,
      createdAt: old.createdAt ?? updatedAt,
      updatedAt,
    });
  });
  return customerId;
}

export function removeAddress(state: DkState, customerId: string, addressId: string): string {
  change(state, customerId, (row) => {
    const old = addressOf(row, addressId);
    return { ...row, addresses: row.addresses?.filter((address) => address !== old) ?? [] };
  });
  return customerId;
}

function change(state: DkState, id: string, changed: (row: DkCustomer) => DkCustomer): void {
  const index = state.customers.findIndex(({ customerId }) => String(customerId) === id);
  const row = state.customers[index];
  if (!row) throw new SubmissionFailed(`Customer with id '${id}' not found.`);
  state.customers = state.customers.with(index, {
    ...changed(row),
    updatedAt: naive(state.background.now()),
  });
}

function addressOf({ addresses = [] }: DkCustomer, id: string): DkAddress {
  const found = addresses.find(({ addressId }) => addressId === id);
  if (!found) throw new SubmissionFailed(`Address with id '${id}' not found.`);
  return found;
}

/** There is one default of a kind: a new one takes it from the others. */
function withAddress(row: DkCustomer, old: DkAddress | undefined, address: DkAddress): DkCustomer {
  const others = (row.addresses ?? []).map((other) => ({
    ...other,
    isDefaultBilling: other.isDefaultBilling && !address.isDefaultBilling,
    isDefaultShipping: other.isDefaultShipping && !address.isDefaultShipping,
  }));
  const index = old ? (row.addresses ?? []).indexOf(old) : -1;
  return { ...row, addresses: index < 0 ? [...others, address] : others.with(index, address) };
}
