import { Field, InputType } from 'type-graphql';
import { CountryCode, type CountryCodeText } from './scalars.js';

@InputType()
export class AddressInput {
  @Field(() => String, { nullable: true })
  readonly firstName?: string | null;

  @Field(() => String, { nullable: true })
  readonly lastName?: string | null;

  @Field(() => String, { nullable: true })
  readonly company?: string | null;

  @Field(() => String)
  readonly line1!: string;

  @Field(() => String, { nullable: true })
  readonly line2?: string | null;

  @Field(() => String)
  readonly city!: string;

  @Field(() => String, { nullable: true })
  readonly state?: string | null;

  @Field(() => String)
  readonly postalCode!: string;

  @Field(() => CountryCode)
  readonly countryCode!: CountryCodeText;

  @Field(() => String, { nullable: true })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  readonly altPhone?: string | null;

  @Field(() => String, { nullable: true })
  readonly fax?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  readonly isDefaultBilling?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  readonly isDefaultShipping?: boolean | null;
}
