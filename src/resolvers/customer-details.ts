import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { ArrowSphereCustomerDetails, CustomerProvision } from '../types/arrowsphere-details.js';
import { ProviderCustomer } from '../types/cloudcockpit-details.js';
import { CustomerCredit, DkHardwareCustomerDetails } from '../types/dkhardware-details.js';
import { CloudProfile, IonCustomerDetails } from '../types/ion-details.js';
import { JSONScalar } from '../types/scalars.js';
import type { GraphContext } from './context.js';

@Resolver(() => ArrowSphereCustomerDetails)
export class ArrowSphereDetailsResolver {
  @FieldResolver(() => CustomerProvision, {
    nullable: true,
    description: 'Where a program stands for this customer; an upstream call of its own.',
  })
  provision(
    @Root() { sourceId, customerExternalId }: ArrowSphereCustomerDetails,
    @Arg('program', () => String) program: string,
    @Ctx() { loaders }: GraphContext,
  ) {
    return loaders.of(sourceId)?.provisions?.load({ customerId: customerExternalId, program }) ?? null;
  }
}

@Resolver(() => ProviderCustomer)
export class ProviderCustomerResolver {
  @Requires('customers:sensitive')
  @FieldResolver(() => JSONScalar, {
    nullable: true,
    description:
      'All that the provider keeps, with personal data of people at the customer; an upstream call of its own, whose answer is never kept.',
  })
  async data(
    @Root() { sourceId, customerExternalId, providerInstanceId }: ProviderCustomer,
    @Ctx() { loaders }: GraphContext,
  ): Promise<unknown> {
    const byInstance = await loaders.of(sourceId)?.providerData?.load(customerExternalId);
    return byInstance?.get(providerInstanceId) ?? null;
  }
}

@Resolver(() => DkHardwareCustomerDetails)
export class DkHardwareDetailsResolver {
  @FieldResolver(() => CustomerCredit, { nullable: true, description: 'An upstream call of its own.' })
  credit(
    @Root() { sourceId, customerExternalId }: DkHardwareCustomerDetails,
    @Ctx() { loaders }: GraphContext,
  ) {
    return loaders.of(sourceId)?.credit?.load(customerExternalId) ?? null;
  }
}

@Resolver(() => IonCustomerDetails)
export class IonDetailsResolver {
  @FieldResolver(() => [CloudProfile], { nullable: true, description: 'An upstream call of its own.' })
  cloudProfiles(
    @Root() { sourceId, customerExternalId }: IonCustomerDetails,
    @Arg('providerId', () => String, { nullable: true }) providerId: string | undefined,
    @Arg('enabledOnly', () => Boolean, { nullable: true }) enabledOnly: boolean | undefined,
    @Ctx() { loaders }: GraphContext,
  ) {
    const request = {
      customerId: customerExternalId,
      providerId: providerId ?? null,
      enabledOnly: enabledOnly ?? null,
    };
    return loaders.of(sourceId)?.cloudProfiles?.load(request) ?? null;
  }
}
