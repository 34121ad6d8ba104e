import { Field, ObjectType } from 'type-graphql';
import { DateTime, type DateTimeText } from './scalars.js';

@ObjectType()
export class ContactInvitation {
  @Field(() => String, { nullable: true })
  readonly policy!: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly expiredAt!: DateTimeText | null;
}

@ObjectType()
export class Contact {
  @Field(() => String, { nullable: true })
  readonly externalId!: string | null;

  @Field(() => Boolean)
  readonly isPrimary!: boolean;

  @Field(() => String, { nullable: true })
  readonly firstName!: string | null;

  @Field(() => String, { nullable: true })
  readonly middleName!: string | null;

  @Field(() => String, { nullable: true })
  readonly lastName!: string | null;

  @Field(() => String, { nullable: true })
  readonly fullName!: string | null;

  @Field(() => String, { nullable: true })
  readonly title!: string | null;

  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => String, { nullable: true })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true })
  readonly username!: string | null;

  @Field(() => String, { nullable: true })
  readonly type!: string | null;

  @Field(() => String, { nullable: true })
  readonly role!: string | null;

  @Field(() => Boolean, { nullable: true })
  readonly isActive!: boolean | null;

  @Field(() => String, { nullable: true })
  readonly syncPartnerContactRefId!: string | null;

  @Field(() => String, { nullable: true })
  readonly contactPersonId!: string | null;

  @Field(() => ContactInvitation, { nullable: true })
  readonly invitation!: ContactInvitation | null;
}
