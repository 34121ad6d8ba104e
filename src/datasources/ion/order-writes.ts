import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { MadeOrder, OfOrder, OrderValues, Write, WriteOutcome } from '../writes.js';
import type { IonClient } from './client.js';
import { everyPage } from './customer-orders.js';
import { itemReference, orderBody } from './order-bodies.js';
import { noSuchCustomer } from './customer-rules.js';
import { cancelFaults, noSuchOrder, orderFaults } from './order-rules.js';
import { orderRefusal } from './refusals.js';
import type { WireOrder } from './wire.js';
import type { IonWriteClient } from './write-client.js';

type OrderOutcome = WriteOutcome<MadeOrder>;

/** The order is there once ION answers; how far it is provisioned is its status. */
export function createOrder(
  reading: IonClient,
  writing: IonWriteClient,
  sourceId: string,
): Write<OrderValues, MadeOrder> {
  return {
    faults: orderFaults,

    async send(values, { scope, reference }) {
      const body = orderBody(values, reference);
      try {
        const { row, refusal } = await writing.createOrder(values.customerId, body, scope);
        return refusal === undefined ? done(row) : refused(orderRefusal(refusal));
      } catch (error) {
        if (!isForbidden(error) || (await reading.customer(values.customerId, scope)) !== null) throw error;
        return NO_CUSTOMER;
      }
    },

    /** Among all orders of the customer: one that was overlooked would be placed a second time. */
    async recover({ customerId }, { scope, reference }) {
      const { rows } = await everyPage(sourceId, (paging) => reading.ordersOf(customerId, paging, scope));
      const order = rows.find((row) => carries(row, reference));
      // Whether ION gives our reference back is documented nowhere: not seeing it proves nothing, and an order costs money.
      return order === undefined ? 'cannot tell' : done(order);
    },
  };
}

/**
 * Reads the order, for its customer stands in the path, and cancels it where its status allows that:
 * ION documents no refusal for the others but 404 and 500 (ION 4.8), and a 500 says nothing.
 */
export function cancelOrder(reading: IonClient, writing: IonWriteClient): Write<OfOrder, MadeOrder> {
  return {
    faults: cancelFaults,

    async send({ orderId }, { scope }) {
      const order = await reading.order(orderId, scope);
      if (order === null) return NO_ORDER;
      if (!CANCELLABLE.includes(order.status ?? '')) return TOO_LATE;
      const { refusal } = await writing.cancelOrder(order, scope);
      if (refusal === undefined) return done(order);
      return refusal.status === 404 ? NO_ORDER : TOO_LATE;
    },

    async recover({ orderId }, { scope }) {
      const order = await reading.order(orderId, scope);
      if (order === null) return NO_ORDER;
      return order.status === 'CANCELED' ? done(order) : 'cannot tell';
    },
  };
}

/** For want of a role, or of the customer: the path of orders has no 404, but that of the customer has (ION 4.2, 4.5). */
function isForbidden(error: unknown): boolean {
  return error instanceof UpstreamFailure && error.code === UpstreamErrorCode.FORBIDDEN;
}

const NO_CUSTOMER = refused([noSuchCustomer(['input', 'customerId'])]);

const CANCELLABLE: readonly string[] = ['NEW', 'ON_HOLD'];

const NO_ORDER = refused([noSuchOrder()]);

const TOO_LATE = refused([
  userError(['input', 'id'], UserErrorCode.REJECTED, 'ION cancels an order only while it is new or on hold.'),
]);

/** Whether an order is the one that was sent with this reference; the leaner rows may have lost it at either place (ION 4.5). */
function carries({ referenceId, orderItems }: WireOrder, reference: string): boolean {
  return (
    referenceId === reference || orderItems.some((item) => item.referenceId === itemReference(reference, 0))
  );
}

function done({ id }: WireOrder): OrderOutcome {
  return { kind: 'done', made: { externalId: id } };
}

function refused(userErrors: readonly UserError[]): OrderOutcome {
  return { kind: 'refused', userErrors };
}
