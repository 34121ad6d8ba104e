import { CustomerConnectionResolver, OrderConnectionResolver } from './connections.js';
import {
  ArrowSphereDetailsResolver,
  DkHardwareDetailsResolver,
  IonDetailsResolver,
} from './customer-details.js';
import { CustomerResolver } from './customer.js';
import { InvitationResolver } from './invitation.js';
import { NodeResolver } from './node.js';
import { OperationResolver } from './operation.js';
import { OrderResolver } from './order.js';
import { SourceResolver } from './source.js';

export const resolvers = [
  NodeResolver,
  SourceResolver,
  CustomerResolver,
  CustomerConnectionResolver,
  ArrowSphereDetailsResolver,
  DkHardwareDetailsResolver,
  IonDetailsResolver,
  OrderResolver,
  OrderConnectionResolver,
  InvitationResolver,
  OperationResolver,
] as const;
