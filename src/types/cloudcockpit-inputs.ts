import { Field, ID, InputType } from 'type-graphql';
import { Decimal, JSONScalar, type DecimalText } from './scalars.js';

@InputType()
export class MarginInput {
  @Field(() => String)
  readonly rule!: string;

  @Field(() => Decimal)
  readonly value!: DecimalText;
}

@InputType()
export class OfferTypeMarginInput {
  @Field(() => String)
  readonly offerType!: string;

  @Field(() => MarginInput)
  readonly margin!: MarginInput;
}

@InputType()
export class ProviderCustomerInput {
  @Field(() => ID)
  readonly providerInstanceId!: string;

  @Field(() => String, { nullable: true })
  readonly providerCustomerId?: string | null;

  @Field(() => JSONScalar, {
    description: 'What the provider asks for; sent as the JSON text that CloudCockpit expects.',
  })
  readonly data!: unknown;

  @Field(() => MarginInput, { nullable: true })
  readonly margin?: MarginInput | null;

  @Field(() => [OfferTypeMarginInput], { nullable: true })
  readonly offerTypeMargins?: readonly OfferTypeMarginInput[] | null;
}

@InputType()
export class CustomerAssociationInput {
  @Field(() => ID)
  readonly resellerId!: string;

  @Field(() => String, { nullable: true })
  readonly name?: string | null;
}

@InputType()
export class CloudCockpitCustomerInput {
  @Field(() => ID, { nullable: true })
  readonly resellerId?: string | null;

  @Field(() => [ProviderCustomerInput])
  readonly providerCustomers!: readonly ProviderCustomerInput[];

  @Field(() => [CustomerAssociationInput], { nullable: true })
  readonly associations?: readonly CustomerAssociationInput[] | null;
}
