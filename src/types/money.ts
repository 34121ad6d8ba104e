import { Field, ObjectType } from 'type-graphql';
import { Decimal, type DecimalText } from './scalars.js';

@ObjectType()
export class Money {
  @Field(() => Decimal)
  readonly amount!: DecimalText;

  @Field(() => String, { description: 'ISO 4217.' })
  readonly currency!: string;
}
