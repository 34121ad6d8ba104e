import type { ContactInput } from '../types/contact-input.js';
import type { AddressInput } from '../types/address-input.js';
import type { Contact } from '../types/contact.js';
import type { CreatedUser } from '../types/created-user.js';
import type { CreateCustomerInput, UpdateCustomerInput } from '../types/customer-inputs.js';
import type { AttributeInput } from '../types/customer-part-inputs.js';
import type { CustomerInvitation } from '../types/invitation.js';
import type { OperationKind } from '../types/operation.js';
import type { CreateOrderInput, UpdateOrderInput } from '../types/order-inputs.js';
import type { UserError } from '../types/user-error.js';
import type { OperationScope } from '../upstream/scope.js';

/**
 * What one source can write. A write that is absent is one the upstream does not have:
 * the graph then answers UNSUPPORTED without a call.
 *
 * A datasource sends each write exactly once. Whether it may be sent at all, what to do when its outcome is unknown,
 * and how long to wait for work that goes on upstream are decided above.
 */
export interface Writes {
  readonly createCustomer?: Write<CustomerValues, MadeCustomer>;
  readonly updateCustomer?: Write<CustomerChange, MadeCustomer>;
  readonly deleteCustomer?: Write<OfCustomer, MadeCustomer>;
  readonly reactivateCustomer?: Write<OfCustomer, MadeCustomer>;
  readonly addContact?: Write<OfCustomer & { readonly contact: ContactInput }, MadeContact>;
  readonly updateContact?: Write<OfContact & { readonly contact: ContactInput }, MadeContact>;
  readonly removeContact?: Write<OfContact, MadeContact>;
  readonly addAddress?: Write<OfCustomer & { readonly address: AddressInput }, MadeCustomer>;
  readonly updateAddress?: Write<OfAddress & { readonly address: AddressInput }, MadeCustomer>;
  readonly removeAddress?: Write<OfAddress, MadeCustomer>;
  readonly inviteContact?: Write<InvitationValues, CustomerInvitation>;
  readonly startProvision?: Write<ProgramOfCustomer, MadeCustomer>;
  readonly startMigration?: Write<ProgramOfCustomer, MadeCustomer>;
  readonly cancelMigration?: Write<ProgramOfCustomer, MadeCustomer>;
  readonly createOrder?: Write<OrderValues, MadeOrder>;
  readonly updateOrder?: Write<OrderChange, MadeOrder>;
  readonly cancelOrder?: Write<OfOrder, MadeOrder>;
  /** How work of a kind stands that a write left `pending`. */
  readonly progress?: Partial<Record<OperationKind, ReadProgress>>;
}

export interface Write<Values, Made> {
  /**
   * Everything about the values that this upstream's documented limits refuse, before any call:
   * the strictest length and format the vendor states, with paths as in the mutation's input, never quoting a value.
   */
  faults(values: Values): readonly UserError[];
  /** Sends the write, once. Throws an `UpstreamFailure`; its `mayHaveHappened` says whether anything can have been written. */
  send(values: Values, call: WriteCall): Promise<WriteOutcome<Made>>;
  /**
   * Looks for what an earlier `send` of the same values may have written; of what tells when it was made,
   * only what `mayBeMadeSince` the call's `sentAt` can be it.
   * Null says that nothing is there, so that it is sent again: only for what would surely be recognised.
   * Absent: the upstream offers nothing to recognise it by.
   */
  readonly recover?: (values: Values, call: WriteCall) => Promise<WriteOutcome<Made> | 'cannot tell' | null>;
  /**
   * Where the upstream takes a write and carries it out a moment later: waits a little until reads show what is done,
   * so that the caller, who is answered after it, reads it and builds on it. Absent: they show it at once.
   */
  readonly shown?: (values: Values, call: WriteCall) => Promise<void>;
}

export interface WriteCall {
  readonly scope: OperationScope;
  /** The same for every try of one mutation, unique among all others, 1-64 characters of A-Z, a-z, 0-9, - and _. */
  readonly reference: string;
  /** When the first try of the mutation was sent, ms since 1970 by the clock of this machine: nothing it made is older. */
  readonly sentAt: number;
}

export type WriteOutcome<Made> =
  | { readonly kind: 'done'; readonly made: Made }
  /** The upstream goes on by itself; `handle` is what its progress is asked for with. */
  | { readonly kind: 'pending'; readonly handle: string; readonly made: Made | null }
  | { readonly kind: 'refused'; readonly userErrors: readonly UserError[] };

export type ReadProgress = (handle: string, scope: OperationScope) => Promise<Progress>;

export type Progress =
  | { readonly kind: 'processing' }
  /** The upstream answers that there is no such work: not yet where it is read from, or forgotten. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'succeeded';
      readonly customerExternalId: string | null;
      readonly orderExternalId: string | null;
    }
  | { readonly kind: 'failed'; readonly userErrors: readonly UserError[] };

export interface MadeCustomer {
  readonly externalId: string;
  /** Shown once: whoever holds it gives it to the caller and forgets it. */
  readonly createdUser: CreatedUser | null;
}

export interface MadeContact {
  readonly customerId: string;
  /** Null where it was removed. */
  readonly contact: Contact | null;
}

export interface MadeOrder {
  readonly externalId: string;
}

/** The members of an input that say how the mutation is run, not what is written. */
type RunMembers = 'id' | 'sourceId' | 'customerId' | 'idempotencyKey' | 'waitMs';

export type CustomerValues = Omit<CreateCustomerInput, RunMembers>;

export interface OfCustomer {
  /** The upstream's own id, as everywhere here. */
  readonly customerId: string;
}

export interface OfContact extends OfCustomer {
  readonly contactId: string;
}

export interface OfAddress extends OfCustomer {
  readonly addressId: string;
}

export interface OfOrder {
  readonly orderId: string;
}

export type CustomerChange = OfCustomer & Omit<UpdateCustomerInput, RunMembers>;
export type OrderValues = OfCustomer & Omit<CreateOrderInput, RunMembers>;
export type OrderChange = OfOrder & Omit<UpdateOrderInput, RunMembers>;

export interface InvitationValues {
  readonly contactId: number;
  readonly policy: string;
}

export interface ProgramOfCustomer extends OfCustomer {
  readonly program: string;
  readonly attributes?: readonly AttributeInput[] | null;
}
