import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../access/requires.js';
import type { InvitationValues, MadeContact, OfContact, OfCustomer } from '../datasources/writes.js';
import type { ContactInput } from '../types/contact-input.js';
import {
  AddCustomerContactInput,
  InviteContactInput,
  RemoveCustomerContactInput,
  UpdateCustomerContactInput,
} from '../types/customer-part-inputs.js';
import { CustomerContactPayload, InviteContactPayload } from '../types/customer-payloads.js';
import type { CustomerInvitation } from '../types/invitation.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { atCustomer, mutate, type Mutation as MutationOf } from './write.js';

const made = ({ customerId, contact }: MadeContact) => ({ customerId, contact });

const ADD: MutationOf<OfCustomer & { readonly contact: ContactInput }, MadeContact> = {
  name: 'addCustomerContact',
  write: ({ addContact }) => addContact,
  made,
};
const UPDATE: MutationOf<OfContact & { readonly contact: ContactInput }, MadeContact> = {
  name: 'updateCustomerContact',
  write: ({ updateContact }) => updateContact,
  made,
};
const REMOVE: MutationOf<OfContact, MadeContact> = {
  name: 'removeCustomerContact',
  write: ({ removeContact }) => removeContact,
  made,
};
const INVITE: MutationOf<InvitationValues, CustomerInvitation> = {
  name: 'inviteContact',
  write: ({ inviteContact }) => inviteContact,
  made: (invitation) => ({ invitation }),
};

@Resolver()
export class ContactMutations {
  @Requires('customers:write')
  @Mutation(() => CustomerContactPayload)
  addCustomerContact(
    @Arg('input', () => AddCustomerContactInput) input: AddCustomerContactInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    return mutate(ADD, input, atCustomer(customer, 'customerId', { contact: input.contact }), context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerContactPayload)
  updateCustomerContact(
    @Arg('input', () => UpdateCustomerContactInput) input: UpdateCustomerContactInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    const values = { contactId: input.contactExternalId, contact: input.contact };
    return mutate(UPDATE, input, atCustomer(customer, 'customerId', values), context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerContactPayload)
  removeCustomerContact(
    @Arg('input', () => RemoveCustomerContactInput) input: RemoveCustomerContactInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    const values = { contactId: input.contactExternalId };
    return mutate(REMOVE, input, atCustomer(customer, 'customerId', values), context);
  }

  @Requires('customers:write')
  @Mutation(() => InviteContactPayload)
  inviteContact(
    @Arg('input', () => InviteContactInput) input: InviteContactInput,
    @Ctx() context: GraphContext,
  ) {
    const { sourceId, contactId, policy } = input;
    return mutate(
      INVITE,
      input,
      { sourceId, sourceField: 'sourceId', values: { contactId, policy } },
      context,
    );
  }
}
