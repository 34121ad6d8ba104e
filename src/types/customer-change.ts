import { Field, ObjectType } from 'type-graphql';
import { DateTime, type DateTimeText } from './scalars.js';

/** That a customer changed at its source; `resolvers/subscriptions.ts` adds source and customer. */
@ObjectType()
export class CustomerChange {
  @Field(() => String, { description: "The upstream's own id." })
  readonly externalId!: string;

  @Field(() => DateTime)
  readonly changedAt!: DateTimeText;

  readonly sourceId!: string;
}
