import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../access/requires.js';
import type { MadeCustomer, OfAddress, OfCustomer } from '../datasources/writes.js';
import type { AddressInput } from '../types/address-input.js';
import {
  AddCustomerAddressInput,
  RemoveCustomerAddressInput,
  UpdateCustomerAddressInput,
} from '../types/customer-part-inputs.js';
import { CustomerAddressPayload } from '../types/customer-payloads.js';
import { OperationKind } from '../types/operation.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { atCustomer, mutate, type Mutation as MutationOf } from './write.js';

const made = ({ externalId }: MadeCustomer) => ({ customerId: externalId });

const ADD: MutationOf<OfCustomer & { readonly address: AddressInput }, MadeCustomer> = {
  name: 'addCustomerAddress',
  write: ({ addAddress }) => addAddress,
  made,
  pendingKind: OperationKind.CREATE_ADDRESS,
};
const UPDATE: MutationOf<OfAddress & { readonly address: AddressInput }, MadeCustomer> = {
  name: 'updateCustomerAddress',
  write: ({ updateAddress }) => updateAddress,
  made,
  pendingKind: OperationKind.UPDATE_ADDRESS,
};
const REMOVE: MutationOf<OfAddress, MadeCustomer> = {
  name: 'removeCustomerAddress',
  write: ({ removeAddress }) => removeAddress,
  made,
  pendingKind: OperationKind.DELETE_ADDRESS,
};

@Resolver()
export class AddressMutations {
  @Requires('customers:write')
  @Mutation(() => CustomerAddressPayload)
  addCustomerAddress(
    @Arg('input', () => AddCustomerAddressInput) input: AddCustomerAddressInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    return mutate(ADD, input, atCustomer(customer, 'customerId', { address: input.address }), context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerAddressPayload)
  updateCustomerAddress(
    @Arg('input', () => UpdateCustomerAddressInput) input: UpdateCustomerAddressInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    const values = { addressId: input.addressExternalId, address: input.address };
    return mutate(UPDATE, input, atCustomer(customer, 'customerId', values), context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerAddressPayload)
  removeCustomerAddress(
    @Arg('input', () => RemoveCustomerAddressInput) input: RemoveCustomerAddressInput,
    @Ctx() context: GraphContext,
  ) {
    const customer = parseIdOf('customer', 'input.customerId', input.customerId);
    const values = { addressId: input.addressExternalId };
    return mutate(REMOVE, input, atCustomer(customer, 'customerId', values), context);
  }
}
