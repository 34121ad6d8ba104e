import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'The first user that an upstream made with a customer: shown once, to the caller, never stored or logged.',
})
export class CreatedUser {
  @Field(() => String)
  readonly userName!: string;

  @Field(() => String, { nullable: true })
  readonly email!: string | null;

  @Field(() => String, { nullable: true })
  readonly password!: string | null;
}
