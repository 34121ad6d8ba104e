import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from './node.js';
import { DateTime, type DateTimeText } from './scalars.js';
import { UserError } from './user-error.js';

export enum OperationKind {
  CREATE_CUSTOMER = 'CREATE_CUSTOMER',
  UPDATE_CUSTOMER = 'UPDATE_CUSTOMER',
  CREATE_ADDRESS = 'CREATE_ADDRESS',
  UPDATE_ADDRESS = 'UPDATE_ADDRESS',
  DELETE_ADDRESS = 'DELETE_ADDRESS',
  PROVISION = 'PROVISION',
  MIGRATION = 'MIGRATION',
  CREATE_ORDER = 'CREATE_ORDER',
}
registerEnumType(OperationKind, { name: 'OperationKind' });

export enum OperationStatus {
  ACCEPTED = 'ACCEPTED',
  PROCESSING = 'PROCESSING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
}
registerEnumType(OperationStatus, { name: 'OperationStatus' });

/** Work an upstream does after it answered; `resolvers/operation.ts` adds source, customer and order. */
@ObjectType({ implements: Node })
@Directive('@key(fields: "id")')
export class Operation implements Node {
  readonly __typename!: 'Operation';

  readonly id!: string;

  @Field(() => OperationKind)
  readonly kind!: OperationKind;

  @Field(() => OperationStatus)
  readonly status!: OperationStatus;

  @Field(() => [UserError])
  readonly userErrors!: readonly UserError[];

  @Field(() => DateTime)
  readonly createdAt!: DateTimeText;

  @Field(() => DateTime)
  readonly updatedAt!: DateTimeText;

  readonly sourceId!: string;
  readonly customerExternalId!: string | null;
  readonly orderExternalId!: string | null;
}
