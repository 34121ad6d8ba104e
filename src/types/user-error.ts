import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum UserErrorCode {
  INVALID = 'INVALID',
  REQUIRED = 'REQUIRED',
  TOO_LONG = 'TOO_LONG',
  TAKEN = 'TAKEN',
  NOT_FOUND = 'NOT_FOUND',
  UNSUPPORTED = 'UNSUPPORTED',
  REJECTED = 'REJECTED',
  CONFLICT = 'CONFLICT',
}
registerEnumType(UserErrorCode, { name: 'UserErrorCode' });

@ObjectType()
export class UserError {
  @Field(() => [String], {
    nullable: true,
    description: 'Path in the input, e.g. ["input", "address", "postalCode"].',
  })
  readonly field!: readonly string[] | null;

  @Field(() => UserErrorCode)
  readonly code!: UserErrorCode;

  @Field(() => String)
  readonly message!: string;
}
