import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UpstreamErrorCode } from '../errors.js';

registerEnumType(UpstreamErrorCode, { name: 'UpstreamErrorCode' });

@ObjectType({ description: 'Why a source did not answer.' })
export class UpstreamError {
  @Field(() => UpstreamErrorCode)
  readonly code!: UpstreamErrorCode;

  @Field(() => String, {
    description: 'Safe to show: never an upstream body, a URL query, a header or a credential.',
  })
  readonly message!: string;

  @Field(() => Boolean)
  readonly retryable!: boolean;

  @Field(() => Int, { nullable: true })
  readonly retryAfterMs!: number | null;

  @Field(() => Int, { nullable: true })
  readonly upstreamStatus!: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The upstream's own trace, correlation or request id.",
  })
  readonly correlationId!: string | null;
}
