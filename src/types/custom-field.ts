import { Field, ObjectType } from 'type-graphql';

@ObjectType()
export class CustomField {
  @Field(() => String)
  readonly label!: string;

  @Field(() => String, { nullable: true })
  readonly value!: string | null;
}
