import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../access/requires.js';
import type { CustomerChange, CustomerValues, MadeCustomer, OfCustomer } from '../datasources/writes.js';
import {
  CreateCustomerInput,
  DeleteCustomerInput,
  ReactivateCustomerInput,
  UpdateCustomerInput,
} from '../types/customer-inputs.js';
import {
  CreateCustomerPayload,
  DeleteCustomerPayload,
  ReactivateCustomerPayload,
  UpdateCustomerPayload,
} from '../types/customer-payloads.js';
import { OperationKind } from '../types/operation.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { atCustomer, mutate, type Mutation as MutationOf } from './write.js';

const made = ({ externalId, createdUser }: MadeCustomer) => ({ customerId: externalId, createdUser });

const CREATE: MutationOf<CustomerValues, MadeCustomer> = {
  name: 'createCustomer',
  write: ({ createCustomer }) => createCustomer,
  made,
  pendingKind: OperationKind.CREATE_CUSTOMER,
};
const UPDATE: MutationOf<CustomerChange, MadeCustomer> = {
  name: 'updateCustomer',
  write: ({ updateCustomer }) => updateCustomer,
  made,
  pendingKind: OperationKind.UPDATE_CUSTOMER,
};
const DELETE: MutationOf<OfCustomer, MadeCustomer> = {
  name: 'deleteCustomer',
  write: ({ deleteCustomer }) => deleteCustomer,
  made,
};
const REACTIVATE: MutationOf<OfCustomer, MadeCustomer> = {
  name: 'reactivateCustomer',
  write: ({ reactivateCustomer }) => reactivateCustomer,
  made,
};

@Resolver()
export class CustomerMutations {
  @Requires('customers:write')
  @Mutation(() => CreateCustomerPayload)
  createCustomer(
    @Arg('input', () => CreateCustomerInput) input: CreateCustomerInput,
    @Ctx() context: GraphContext,
  ) {
    const { sourceId, idempotencyKey: _, waitMs: __, ...values } = input;
    return mutate(CREATE, input, { sourceId, sourceField: 'sourceId', values }, context);
  }

  @Requires('customers:write')
  @Mutation(() => UpdateCustomerPayload)
  updateCustomer(
    @Arg('input', () => UpdateCustomerInput) input: UpdateCustomerInput,
    @Ctx() context: GraphContext,
  ) {
    const { id, idempotencyKey: _, waitMs: __, ...values } = input;
    return mutate(UPDATE, input, atCustomer(parseIdOf('customer', 'input.id', id), 'id', values), context);
  }

  @Requires('customers:write')
  @Mutation(() => DeleteCustomerPayload)
  deleteCustomer(
    @Arg('input', () => DeleteCustomerInput) input: DeleteCustomerInput,
    @Ctx() context: GraphContext,
  ) {
    return mutate(DELETE, input, atCustomer(parseIdOf('customer', 'input.id', input.id), 'id', {}), context);
  }

  @Requires('customers:write')
  @Mutation(() => ReactivateCustomerPayload)
  reactivateCustomer(
    @Arg('input', () => ReactivateCustomerInput) input: ReactivateCustomerInput,
    @Ctx() context: GraphContext,
  ) {
    return mutate(
      REACTIVATE,
      input,
      atCustomer(parseIdOf('customer', 'input.id', input.id), 'id', {}),
      context,
    );
  }
}
