import { z } from 'zod';
import { body, choice, email, id, ignored, listOf, mustBeEmpty, optionalText, text } from './bodies.js';
import { CUSTOMER_TYPES } from './lookups.js';
import type { WriteSettings } from './settings.js';

const flag = () => z.boolean('must be true or false').exactOptional();

const addressMembers = {
  address2: optionalText(255),
  company: optionalText(250),
  phone: optionalText(50),
  altPhone: optionalText(50),
  fax: optionalText(50),
  isDefaultBilling: flag(),
  isDefaultShipping: flag(),
  createdAt: ignored(),
  updatedAt: ignored(),
};

export const newAddress = body({
  addressId: mustBeEmpty(),
  customerId: ignored(),
  firstName: text(150),
  lastName: text(150),
  zip: text(50),
  country: text(150),
  state: text(50),
  city: text(255),
  address1: text(255),
  ...addressMembers,
});

/** Partial, as the vendor's own request is: what is left out stays (DK 3.2). */
export const changedAddress = body({
  addressId: id(),
  customerId: ignored(),
  firstName: text(150).exactOptional(),
  lastName: text(150).exactOptional(),
  zip: text(50).exactOptional(),
  country: text(150).exactOptional(),
  state: text(50).exactOptional(),
  city: text(255).exactOptional(),
  address1: text(255).exactOptional(),
  ...addressMembers,
});

export const deletedAddress = body({ addressId: id() });

/** Credit is the vendor's decision, not the partner's: its members change nothing. */
const customerMembers = {
  company: optionalText(250),
  phone: optionalText(50),
  altPhone: optionalText(50),
  fax: optionalText(50),
  channel: optionalText(100),
  customerType: choice(CUSTOMER_TYPES.map(({ code }) => code))
    .nullable()
    .exactOptional(),
  notes: optionalText(4_000),
  createdAt: ignored(),
  updatedAt: ignored(),
  createdBy: ignored(),
  creditApproved: ignored(),
  creditLimit: ignored(),
};

const newCustomer = body({
  customerId: mustBeEmpty(),
  firstName: text(150),
  lastName: text(150),
  email: email(),
  ...customerMembers,
  addresses: listOf(newAddress).nullable().exactOptional(),
});

const changedCustomer = body({
  customerId: id(),
  firstName: text(150).exactOptional(),
  lastName: text(150).exactOptional(),
  email: mustBeEmpty(),
  ...customerMembers,
  addresses: z.union([z.null(), z.tuple([])], 'must be empty').exactOptional(),
});

export type NewAddress = z.infer<typeof newAddress>;
export type ChangedAddress = z.infer<typeof changedAddress>;
export type NewCustomer = z.infer<typeof newCustomer>;
export type ChangedCustomer = z.infer<typeof changedCustomer>;

const createWrapped = body({ referenceId: optionalText(64), customer: newCustomer });
const updateWrapped = body({ customer: changedCustomer });
const createBare = newCustomer.transform((customer) => ({ customer }));
const updateBare = changedCustomer.transform((customer) => ({ customer }));

/** The bodies of create and update; a `referenceId` has had a place only since they are wrapped (DK 3.2). */
export function customerBodies(apiRevision: WriteSettings['apiRevision']): {
  readonly create: z.ZodType<{ readonly referenceId?: string | null; readonly customer: NewCustomer }>;
  readonly update: z.ZodType<{ readonly customer: ChangedCustomer }>;
} {
  return apiRevision === '2023-10-12'
    ? { create: createWrapped, update: updateWrapped }
    : { create: createBare, update: updateBare };
}
