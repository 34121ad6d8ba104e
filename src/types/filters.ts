import { Field, ID, InputType } from 'type-graphql';
import { OrderStatus } from './order-status.js';
import { CountryCode, DateTime, type CountryCodeText, type DateTimeText } from './scalars.js';
import { Provider } from './source.js';

@InputType()
export class CustomerFilter {
  @Field(() => [ID], { nullable: true })
  readonly sourceIds?: readonly string[] | null;

  @Field(() => [Provider], { nullable: true })
  readonly providers?: readonly Provider[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of a name, a company or an e-mail, in any case.',
  })
  readonly search?: string | null;

  @Field(() => String, { nullable: true, description: 'The whole e-mail address, in any case.' })
  readonly email?: string | null;

  @Field(() => CountryCode, { nullable: true })
  readonly countryCode?: CountryCodeText | null;

  @Field(() => DateTime, { nullable: true })
  readonly updatedSince?: DateTimeText | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  readonly includeDeleted?: boolean | null;
}

@InputType()
export class OrderFilter {
  @Field(() => [ID], { nullable: true })
  readonly sourceIds?: readonly string[] | null;

  @Field(() => [Provider], { nullable: true })
  readonly providers?: readonly Provider[] | null;

  @Field(() => [ID], { nullable: true })
  readonly customerIds?: readonly string[] | null;

  @Field(() => [OrderStatus], { nullable: true })
  readonly status?: readonly OrderStatus[] | null;

  @Field(() => DateTime, { nullable: true })
  readonly createdSince?: DateTimeText | null;
}
