import { Field, ID, ObjectType } from 'type-graphql';
import { Requires } from '../access/requires.js';
import { Contact } from './contact.js';
import { CreatedUser } from './created-user.js';
import { Customer } from './customer.js';
import { CustomerInvitation } from './invitation.js';
import { Operation } from './operation.js';
import { UserError } from './user-error.js';

/** Read only when the client asks for it. */
type Later<Value> = Promise<Value | null> | Value | null;

@ObjectType()
export class CreateCustomerPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Field(() => Operation, { nullable: true })
  readonly operation!: Later<Operation>;

  @Field(() => CreatedUser, { nullable: true })
  readonly createdUser!: Later<CreatedUser>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class UpdateCustomerPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Field(() => Operation, { nullable: true })
  readonly operation!: Later<Operation>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class DeleteCustomerPayload {
  @Field(() => ID, { nullable: true })
  readonly deletedCustomerId!: Later<string>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class ReactivateCustomerPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class CustomerContactPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Requires('customers:read')
  @Field(() => Contact, { nullable: true })
  readonly contact!: Later<Contact>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class CustomerAddressPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Field(() => Operation, { nullable: true })
  readonly operation!: Later<Operation>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class InviteContactPayload {
  @Requires('customers:read')
  @Field(() => CustomerInvitation, { nullable: true })
  readonly invitation!: Later<CustomerInvitation>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}

@ObjectType()
export class CustomerProgramPayload {
  @Requires('customers:read')
  @Field(() => Customer, { nullable: true })
  readonly customer!: Later<Customer>;

  @Field(() => Operation, { nullable: true })
  readonly operation!: Later<Operation>;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];
}
