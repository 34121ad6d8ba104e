import { Field, ID, InputType, Int } from 'type-graphql';
import { AddressInput } from './address-input.js';
import { CloudCockpitCustomerInput } from './cloudcockpit-inputs.js';
import { ContactInput } from './contact-input.js';
import { CustomFieldInput } from './custom-field-input.js';
import { IDEMPOTENCY, WAIT } from './write-arguments.js';

@InputType()
export class CreateCustomerInput {
  @Field(() => ID)
  readonly sourceId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: WAIT })
  readonly waitMs?: number | null;

  @Field(() => String, { nullable: true })
  readonly companyName?: string | null;

  @Field(() => ContactInput)
  readonly contact!: ContactInput;

  @Field(() => AddressInput)
  readonly address!: AddressInput;

  @Field(() => [AddressInput], { nullable: true })
  readonly additionalAddresses?: readonly AddressInput[] | null;

  @Field(() => String, { nullable: true })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  readonly websiteUrl?: string | null;

  @Field(() => Int, { nullable: true })
  readonly headcount?: number | null;

  @Field(() => String, { nullable: true })
  readonly taxId?: string | null;

  @Field(() => String, { nullable: true })
  readonly registrationNumber?: string | null;

  @Field(() => String, { nullable: true })
  readonly internalReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly partnerReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly acronym?: string | null;

  @Field(() => String, { nullable: true })
  readonly billingReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly languageCode?: string | null;

  @Field(() => String, { nullable: true })
  readonly type?: string | null;

  @Field(() => [CustomFieldInput], { nullable: true })
  readonly customFields?: readonly CustomFieldInput[] | null;

  @Field(() => CloudCockpitCustomerInput, { nullable: true })
  readonly cloudCockpit?: CloudCockpitCustomerInput | null;
}

@InputType()
export class UpdateCustomerInput {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: WAIT })
  readonly waitMs?: number | null;

  @Field(() => String, { nullable: true })
  readonly companyName?: string | null;

  @Field(() => ContactInput, { nullable: true })
  readonly contact?: ContactInput | null;

  @Field(() => AddressInput, { nullable: true })
  readonly address?: AddressInput | null;

  @Field(() => String, { nullable: true })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  readonly altPhone?: string | null;

  @Field(() => String, { nullable: true })
  readonly fax?: string | null;

  @Field(() => String, { nullable: true })
  readonly websiteUrl?: string | null;

  @Field(() => Int, { nullable: true })
  readonly headcount?: number | null;

  @Field(() => String, { nullable: true })
  readonly taxId?: string | null;

  @Field(() => String, { nullable: true })
  readonly registrationNumber?: string | null;

  @Field(() => String, { nullable: true })
  readonly internalReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly partnerReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly acronym?: string | null;

  @Field(() => String, { nullable: true })
  readonly billingReference?: string | null;

  @Field(() => String, { nullable: true })
  readonly languageCode?: string | null;

  @Field(() => String, { nullable: true })
  readonly type?: string | null;

  @Field(() => [CustomFieldInput], { nullable: true })
  readonly customFields?: readonly CustomFieldInput[] | null;
}

@InputType()
export class DeleteCustomerInput {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;
}

@InputType()
export class ReactivateCustomerInput {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;
}
