import { Field, ID, InputType, Int } from 'type-graphql';
import { AddressInput } from './address-input.js';
import { ContactInput } from './contact-input.js';
import { IDEMPOTENCY, WAIT } from './write-arguments.js';

@InputType()
export class AddCustomerContactInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => ContactInput)
  readonly contact!: ContactInput;
}

@InputType()
export class UpdateCustomerContactInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String)
  readonly contactExternalId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => ContactInput)
  readonly contact!: ContactInput;
}

@InputType()
export class RemoveCustomerContactInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String)
  readonly contactExternalId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;
}

@InputType()
export class AddCustomerAddressInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: WAIT })
  readonly waitMs?: number | null;

  @Field(() => AddressInput)
  readonly address!: AddressInput;
}

@InputType()
export class UpdateCustomerAddressInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String)
  readonly addressExternalId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: WAIT })
  readonly waitMs?: number | null;

  @Field(() => AddressInput)
  readonly address!: AddressInput;
}

@InputType()
export class RemoveCustomerAddressInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String)
  readonly addressExternalId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: WAIT })
  readonly waitMs?: number | null;
}

@InputType()
export class InviteContactInput {
  @Field(() => ID)
  readonly sourceId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => Int)
  readonly contactId!: number;

  @Field(() => String)
  readonly policy!: string;
}

@InputType()
export class AttributeInput {
  @Field(() => String)
  readonly name!: string;

  @Field(() => String)
  readonly value!: string;
}

@InputType()
export class CustomerProgramInput {
  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => String, { description: IDEMPOTENCY })
  readonly idempotencyKey!: string;

  @Field(() => String)
  readonly program!: string;

  @Field(() => [AttributeInput], { nullable: true })
  readonly attributes?: readonly AttributeInput[] | null;
}
