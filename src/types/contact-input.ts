import { Field, InputType } from 'type-graphql';

@InputType()
export class ContactInput {
  @Field(() => String, { nullable: true })
  readonly firstName?: string | null;

  @Field(() => String, { nullable: true })
  readonly middleName?: string | null;

  @Field(() => String, { nullable: true })
  readonly lastName?: string | null;

  @Field(() => String, { nullable: true })
  readonly title?: string | null;

  @Field(() => String, { nullable: true })
  readonly email?: string | null;

  @Field(() => String, { nullable: true })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true })
  readonly username?: string | null;

  @Field(() => String, { nullable: true })
  readonly type?: string | null;

  @Field(() => String, { nullable: true })
  readonly role?: string | null;
}
