import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Decimal, type DecimalText } from './scalars.js';

export enum ProviderCustomerStatus {
  PROCESSING = 'PROCESSING',
  SUCCESS = 'SUCCESS',
  FAILED = 'FAILED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ProviderCustomerStatus, { name: 'ProviderCustomerStatus' });

@ObjectType()
export class CustomerAssociation {
  @Field(() => ID)
  readonly resellerId!: string;

  @Field(() => String, { nullable: true })
  readonly name!: string | null;
}

@ObjectType()
export class Margin {
  @Field(() => String)
  readonly rule!: string;

  @Field(() => Decimal)
  readonly value!: DecimalText;
}

@ObjectType()
export class OfferTypeMargin {
  @Field(() => String)
  readonly offerType!: string;

  @Field(() => Margin)
  readonly margin!: Margin;
}

@ObjectType({ description: 'The customer as one cloud provider knows it.' })
export class ProviderCustomer {
  readonly sourceId!: string;
  readonly customerExternalId!: string;

  @Field(() => ID)
  readonly providerInstanceId!: string;

  @Field(() => String, { nullable: true })
  readonly providerCustomerId!: string | null;

  @Field(() => String, { nullable: true, description: 'From the JSON text in providerCustomerData.' })
  readonly domain!: string | null;

  @Field(() => ProviderCustomerStatus)
  readonly status!: ProviderCustomerStatus;

  @Field(() => String, { nullable: true })
  readonly creationError!: string | null;

  @Field(() => Margin, { nullable: true })
  readonly margin!: Margin | null;

  @Field(() => [OfferTypeMargin])
  readonly offerTypeMargins!: readonly OfferTypeMargin[];
}

@ObjectType()
export class CloudCockpitCustomerDetails {
  readonly __typename!: 'CloudCockpitCustomerDetails';

  @Field(() => ID, { nullable: true })
  readonly resellerId!: string | null;

  @Field(() => [ProviderCustomer])
  readonly providerCustomers!: readonly ProviderCustomer[];

  @Field(() => [CustomerAssociation])
  readonly associations!: readonly CustomerAssociation[];
}
