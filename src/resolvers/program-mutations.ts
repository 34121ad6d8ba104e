import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Requires } from '../access/requires.js';
import type { MadeCustomer, ProgramOfCustomer } from '../datasources/writes.js';
import { CustomerProgramInput } from '../types/customer-part-inputs.js';
import { CustomerProgramPayload } from '../types/customer-payloads.js';
import { OperationKind } from '../types/operation.js';
import { parseIdOf } from './arguments.js';
import type { GraphContext } from './context.js';
import { atCustomer, mutate, type Mutation as MutationOf } from './write.js';

const made = ({ externalId }: MadeCustomer) => ({ customerId: externalId });

const PROVISION: MutationOf<ProgramOfCustomer, MadeCustomer> = {
  name: 'startCustomerProvision',
  write: ({ startProvision }) => startProvision,
  made,
  pendingKind: OperationKind.PROVISION,
};
const MIGRATION: MutationOf<ProgramOfCustomer, MadeCustomer> = {
  name: 'startCustomerMigration',
  write: ({ startMigration }) => startMigration,
  made,
  pendingKind: OperationKind.MIGRATION,
};
const CANCEL: MutationOf<ProgramOfCustomer, MadeCustomer> = {
  name: 'cancelCustomerMigration',
  write: ({ cancelMigration }) => cancelMigration,
  made,
};

@Resolver()
export class ProgramMutations {
  @Requires('customers:write')
  @Mutation(() => CustomerProgramPayload)
  startCustomerProvision(
    @Arg('input', () => CustomerProgramInput) input: CustomerProgramInput,
    @Ctx() context: GraphContext,
  ) {
    return run(PROVISION, input, context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerProgramPayload)
  startCustomerMigration(
    @Arg('input', () => CustomerProgramInput) input: CustomerProgramInput,
    @Ctx() context: GraphContext,
  ) {
    return run(MIGRATION, input, context);
  }

  @Requires('customers:write')
  @Mutation(() => CustomerProgramPayload)
  cancelCustomerMigration(
    @Arg('input', () => CustomerProgramInput) input: CustomerProgramInput,
    @Ctx() context: GraphContext,
  ) {
    return run(CANCEL, input, context);
  }
}

function run(
  mutation: MutationOf<ProgramOfCustomer, MadeCustomer>,
  input: CustomerProgramInput,
  context: GraphContext,
) {
  const customer = parseIdOf('customer', 'input.customerId', input.customerId);
  const values = { program: input.program, attributes: input.attributes ?? null };
  return mutate(mutation, input, atCustomer(customer, 'customerId', values), context);
}
