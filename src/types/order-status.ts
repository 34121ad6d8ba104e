import { registerEnumType } from 'type-graphql';

export enum OrderStatus {
  PENDING = 'PENDING',
  IN_PROGRESS = 'IN_PROGRESS',
  ON_HOLD = 'ON_HOLD',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  CANCELED = 'CANCELED',
  ARCHIVED = 'ARCHIVED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(OrderStatus, { name: 'OrderStatus' });
