import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { Customer } from '../types/customer.js';
import { CustomerInvitation } from '../types/invitation.js';
import { parseExternalId } from './arguments.js';
import type { GraphContext } from './context.js';
import { loadCustomer } from './references.js';

@Resolver(() => CustomerInvitation)
export class InvitationResolver {
  @Requires('customers:read')
  @Query(() => CustomerInvitation, { nullable: true })
  invitation(
    @Arg('sourceId', () => ID) sourceId: string,
    @Arg('code', () => String) code: string,
    @Ctx() { sources, scope }: GraphContext,
  ) {
    const externalId = parseExternalId('code', code);
    return sources.get(sourceId)?.datasource.extras.invitation?.(externalId, scope) ?? null;
  }

  @Requires('customers:read')
  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() { sourceId, customerExternalId }: CustomerInvitation, @Ctx() context: GraphContext) {
    return customerExternalId === null
      ? null
      : loadCustomer({ sourceId, externalId: customerExternalId }, context);
  }
}
