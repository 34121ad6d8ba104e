import { Field, ObjectType } from 'type-graphql';
import { Requires } from '../access/requires.js';

@ObjectType({
  description:
    'The first user that an upstream made with a customer: shown once, to the caller, never stored or logged. ' +
    'A repeated answer, and one to a creation whose own answer was lost and that was found again, cannot show it.',
})
export class CreatedUser {
  @Field(() => String)
  readonly userName!: string;

  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Requires('customers:credentials')
  @Field(() => String, { nullable: true })
  readonly password!: string | null;
}
