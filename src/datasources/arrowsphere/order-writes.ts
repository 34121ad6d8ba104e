import { OrderStatus } from '../../types/order-status.js';
import type { Order } from '../../types/order.js';
import type { OperationScope } from '../../upstream/scope.js';
import { readObject } from '../reading.js';
import type { OrderReads } from '../source.js';
import type { MadeOrder, OfOrder, OrderChange, OrderValues, Write, WriteOutcome } from '../writes.js';
import type { ArrowSphereClient } from './client.js';
import { isBlank } from './members.js';
import { changedOrderBody, newOrderBody } from './order-bodies.js';
import { changedOrderFaults, newOrderFaults } from './order-rules.js';
import { mayBeRecent, oldestToConsider, standsAs } from './read-back.js';
import { NEW_ORDER, ORDER } from './refusal-places.js';
import { readReference } from './wire.js';
import type { ArrowSphereWriteClient } from './write-client.js';

/** The order is there once ArrowSphere answers; how far it got is its status. */
export function createOrder(
  client: ArrowSphereWriteClient,
  orders: OrderReads,
): Write<OrderValues, MadeOrder> {
  return {
    faults: newOrderFaults,

    send(values, { scope }) {
      const request = { method: 'POST', path: '/orders', body: newOrderBody(values) } as const;
      const made = (data: unknown) => {
        const externalId = readReference(readObject(data)?.reference);
        return externalId === null ? null : { externalId };
      };
      return client.write({ request, places: NEW_ORDER, made }, scope);
    },

    /**
     * Nothing of ours stands in an order but its numbers: one with the number and the same products is it.
     * Without a number, or where several have it, two equal orders may both be meant.
     */
    async recover(values, { scope }) {
      if (isBlank(values.poNumber)) return 'cannot tell';
      const numbered = (await recentOrders(values.customerId, orders, scope)).filter(
        ({ poNumber }) => poNumber === values.poNumber,
      );
      const [found, ...others] = numbered.filter((order) => isMadeFrom(values, order));
      if (found !== undefined && others.length === 0) return done(found.externalId);
      return numbered.length === 0 ? null : 'cannot tell';
    },
  };
}

/** Found to have happened where the order stands as the change wants it; saying it once more does no harm. */
export function updateOrder(
  client: ArrowSphereWriteClient,
  reading: ArrowSphereClient,
): Write<OrderChange, MadeOrder> {
  return {
    faults: changedOrderFaults,

    send(change, { scope }) {
      const request = {
        method: 'PATCH',
        path: '/orders/{reference}',
        params: { reference: change.orderId },
        body: changedOrderBody(change),
      } as const;
      return client.write({ request, places: ORDER, made: () => ({ externalId: change.orderId }) }, scope);
    },

    async recover(change, { scope }) {
      const order = await reading.order(change.orderId, scope);
      if (order === null) return null;
      // A row spells its numbers otherwise than a change does.
      const { poNumber: PO_number, endCustomerPoNumber: end_customer_PO_number, customFields } = order;
      const row = { PO_number, end_customer_PO_number, customFields };
      return standsAs(row, changedOrderBody(change)) ? done(change.orderId) : null;
    },
  };
}

export function cancelOrder(client: ArrowSphereWriteClient, orders: OrderReads): Write<OfOrder, MadeOrder> {
  return {
    faults: () => [],

    send({ orderId: reference }, { scope }) {
      const request = { method: 'PATCH', path: '/orders/{reference}/cancel', params: { reference } } as const;
      return client.write({ request, places: ORDER, made: () => ({ externalId: reference }) }, scope);
    },

    async recover({ orderId }, { scope }) {
      const order = await orders.lookup?.get(orderId, scope);
      return order?.status === OrderStatus.CANCELED ? done(orderId) : null;
    },
  };
}

async function recentOrders(customerId: string, orders: OrderReads, scope: OperationScope) {
  const criteria = { customerIds: [customerId], status: null, createdSince: oldestToConsider() };
  const found: Order[] = [];
  let position: string | null = null;
  do {
    const page = await orders.page(criteria, { position, size: orders.maxPageSize }, scope);
    found.push(...page.rows.filter(({ createdAt }) => mayBeRecent(createdAt)));
    position = page.next;
  } while (position !== null);
  return found;
}

/** A row names its products by other codes than a new order does, so that only how much of each can be compared. */
function isMadeFrom(values: OrderValues, order: Order): boolean {
  return (
    (order.endCustomerPoNumber ?? '') === (values.endCustomerPoNumber ?? '') &&
    values.products.every(({ quantity }) => order.products.some((product) => product.quantity === quantity))
  );
}

function done(externalId: string): WriteOutcome<MadeOrder> {
  return { kind: 'done', made: { externalId } };
}
