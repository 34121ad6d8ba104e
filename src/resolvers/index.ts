import { AddressMutations } from './address-mutations.js';
import { CustomerConnectionResolver, OrderConnectionResolver } from './connections.js';
import {
  ArrowSphereDetailsResolver,
  DkHardwareDetailsResolver,
  IonDetailsResolver,
  ProviderCustomerResolver,
} from './customer-details.js';
import { ContactMutations } from './contact-mutations.js';
import { CustomerMutations } from './customer-mutations.js';
import { CustomerResolver } from './customer.js';
import { InvitationResolver } from './invitation.js';
import { NodeResolver } from './node.js';
import { OperationResolver } from './operation.js';
import { OrderMutations } from './order-mutations.js';
import { OrderResolver } from './order.js';
import { ProgramMutations } from './program-mutations.js';
import { SourceResolver } from './source.js';
import { CustomerChangeResolver, OperationUpdates } from './subscriptions.js';

export const resolvers = [
  NodeResolver,
  SourceResolver,
  CustomerResolver,
  CustomerConnectionResolver,
  ArrowSphereDetailsResolver,
  DkHardwareDetailsResolver,
  IonDetailsResolver,
  ProviderCustomerResolver,
  OrderResolver,
  OrderConnectionResolver,
  InvitationResolver,
  OperationResolver,
  CustomerMutations,
  ContactMutations,
  AddressMutations,
  ProgramMutations,
  OrderMutations,
  CustomerChangeResolver,
  OperationUpdates,
] as const;
