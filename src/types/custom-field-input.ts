import { Field, InputType } from 'type-graphql';

@InputType()
export class CustomFieldInput {
  @Field(() => String)
  readonly label!: string;

  @Field(() => String)
  readonly value!: string;
}
