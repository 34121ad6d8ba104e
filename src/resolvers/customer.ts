import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { listCustomers } from '../datasources/customer-list.js';
import { listCustomerOrders } from '../datasources/order-lists.js';
import { Address, AddressKind } from '../types/address.js';
import { CustomerConnection, OrderConnection } from '../types/connections.js';
import { Contact } from '../types/contact.js';
import { Customer } from '../types/customer.js';
import { CustomerFilter } from '../types/filters.js';
import { Source } from '../types/source.js';
import { pageArguments, parseExternalId, parseIdOf } from './arguments.js';
import { toConnection, type Connection } from './connection.js';
import type { GraphContext } from './context.js';
import { loadCustomer } from './references.js';
import { sourceOf } from './source.js';

@Resolver(() => Customer)
export class CustomerResolver {
  @Requires('customers:read')
  @Query(() => Customer, { nullable: true })
  customer(@Arg('id', () => ID) id: string, @Ctx() context: GraphContext) {
    return loadCustomer(parseIdOf('customer', 'id', id), context);
  }

  @Requires('customers:read')
  @Query(() => Customer, { nullable: true })
  customerByExternalId(
    @Arg('sourceId', () => ID) sourceId: string,
    @Arg('externalId', () => String) externalId: string,
    @Ctx() context: GraphContext,
  ) {
    return loadCustomer({ sourceId, externalId: parseExternalId('externalId', externalId) }, context);
  }

  @Requires('customers:read')
  @Query(() => CustomerConnection, { description: 'The customers of all sources as one list.' })
  async customers(
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('filter', () => CustomerFilter, { nullable: true }) filter: CustomerFilter | undefined,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Customer>> {
    const page = await listCustomers(context.lists, filter ?? {}, pageArguments(first, after));
    return toConnection(page, context, info);
  }

  @FieldResolver(() => Source)
  source(@Root() customer: Customer, @Ctx() context: GraphContext) {
    return sourceOf(customer, context);
  }

  @FieldResolver(() => [Address], {
    nullable: true,
    description: 'Null where the source failed to answer (the error is in `errors`).',
  })
  addresses(@Root() customer: Customer, @Ctx() context: GraphContext) {
    return addressesOf(customer, context);
  }

  @FieldResolver(() => Address, {
    nullable: true,
    description: 'The main address, else the default for billing, else for shipping, else the first.',
  })
  primaryAddress(@Root() customer: Customer, @Ctx() context: GraphContext) {
    const addresses = addressesOf(customer, context);
    return addresses instanceof Promise ? addresses.then(primaryOf) : primaryOf(addresses);
  }

  @FieldResolver(() => [Contact], { nullable: true })
  contacts(@Root() customer: Customer, @Ctx() { loaders }: GraphContext) {
    return (
      customer.knownContacts ?? loaders.of(customer.sourceId)?.contacts?.load(customer.externalId) ?? null
    );
  }

  @FieldResolver(() => Contact, { nullable: true })
  primaryContact(@Root() customer: Customer) {
    return customer.primaryContact;
  }

  @Requires('orders:read')
  @FieldResolver(() => OrderConnection, { nullable: true })
  async orders(
    @Root() customer: Customer,
    @Arg('first', () => Int, { nullable: true, defaultValue: 25 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<unknown> | null> {
    const page = await listCustomerOrders(context.lists, customer, pageArguments(first, after));
    return page === null ? null : toConnection(page, context, info);
  }
}

function addressesOf({ knownAddresses, sourceId, externalId }: Customer, { loaders }: GraphContext) {
  return knownAddresses ?? loaders.of(sourceId)?.addresses?.load(externalId) ?? null;
}

function primaryOf(addresses: readonly Address[] | null): Address | null {
  if (addresses === null) return null;
  const main = addresses.find(({ kind }) => kind === AddressKind.PRIMARY);
  const byUse =
    addresses.find((each) => each.isDefaultBilling) ?? addresses.find((each) => each.isDefaultShipping);
  return main ?? byUse ?? addresses[0] ?? null;
}
