import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CountryCode, DateTime, type CountryCodeText, type DateTimeText } from './scalars.js';

export enum AddressKind {
  PRIMARY = 'PRIMARY',
  BILLING = 'BILLING',
  SHIPPING = 'SHIPPING',
  BILLING_AND_SHIPPING = 'BILLING_AND_SHIPPING',
  OTHER = 'OTHER',
}
registerEnumType(AddressKind, { name: 'AddressKind' });

@ObjectType()
export class Address {
  @Field(() => String, { nullable: true, description: 'Not unique at DK Hardware: never a key.' })
  readonly externalId!: string | null;

  @Field(() => AddressKind)
  readonly kind!: AddressKind;

  @Field(() => Boolean)
  readonly isDefaultBilling!: boolean;

  @Field(() => Boolean)
  readonly isDefaultShipping!: boolean;

  @Field(() => String, { nullable: true })
  readonly firstName!: string | null;

  @Field(() => String, { nullable: true })
  readonly lastName!: string | null;

  @Field(() => String, { nullable: true })
  readonly company!: string | null;

  @Field(() => String, { nullable: true })
  readonly line1!: string | null;

  @Field(() => String, { nullable: true })
  readonly line2!: string | null;

  @Field(() => String, { nullable: true })
  readonly city!: string | null;

  @Field(() => String, { nullable: true })
  readonly state!: string | null;

  @Field(() => String, { nullable: true, description: 'Always a string: leading zeros survive.' })
  readonly postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'As the upstream wrote it.' })
  readonly country!: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'Null where it cannot be told.' })
  readonly countryCode!: CountryCodeText | null;

  @Field(() => String, { nullable: true })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true })
  readonly altPhone!: string | null;

  @Field(() => String, { nullable: true })
  readonly fax!: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdAt!: DateTimeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly updatedAt!: DateTimeText | null;
}
