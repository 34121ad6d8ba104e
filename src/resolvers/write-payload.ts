import { encodeNodeId } from '../ids.js';
import type { Contact } from '../types/contact.js';
import type { CreatedUser } from '../types/created-user.js';
import type { Customer } from '../types/customer.js';
import type { CustomerInvitation } from '../types/invitation.js';
import type { Operation } from '../types/operation.js';
import type { Order } from '../types/order.js';
import type { UserError } from '../types/user-error.js';
import type { FirstAnswer } from '../writes/answer.js';
import type { GraphContext } from './context.js';
import { loadCustomer, loadOperation, loadOrder } from './references.js';

/** A write's answer as any mutation's payload shows it; what has to be read is read only when asked for. */
export class WritePayload {
  constructor(
    private readonly first: FirstAnswer,
    private readonly context: GraphContext,
  ) {}

  get customer(): Customer | Promise<Customer | null> | null {
    const { sourceId, customerId } = this.first.answer;
    return customerId === null ? null : loadCustomer({ sourceId, externalId: customerId }, this.context);
  }

  get order(): Order | Promise<Order | null> | null {
    const { sourceId, orderId } = this.first.answer;
    return orderId === null ? null : loadOrder({ sourceId, externalId: orderId }, this.context);
  }

  get operation(): Promise<Operation | null> | null {
    const { sourceId, operationId } = this.first.answer;
    return operationId === null ? null : loadOperation({ sourceId, externalId: operationId }, this.context);
  }

  get deletedCustomerId(): string | null {
    const { sourceId, customerId } = this.first.answer;
    return customerId === null ? null : encodeNodeId('customer', sourceId, customerId);
  }

  get contact(): Contact | null {
    return this.first.answer.contact;
  }

  get invitation(): CustomerInvitation | null {
    return this.first.answer.invitation;
  }

  get createdUser(): CreatedUser | null {
    return this.first.createdUser;
  }

  get userErrors(): readonly UserError[] {
    return this.first.answer.userErrors;
  }
}
