import { OrderStatus } from '../../types/order-status.js';
import type { OrderProductInput } from '../../types/order-inputs.js';
import type { Order } from '../../types/order.js';
import { earliestMade, mayBeMadeSince } from '../made-since.js';
import { readObject } from '../reading.js';
import type { OrderReads } from '../source.js';
import type {
  MadeOrder,
  OfOrder,
  OrderChange,
  OrderValues,
  Write,
  WriteCall,
  WriteOutcome,
} from '../writes.js';
import type { ArrowSphereClient } from './client.js';
import { isBlank } from './members.js';
import { changedOrderBody, newOrderBody } from './order-bodies.js';
import { changedOrderFaults, newOrderFaults } from './order-rules.js';
import type { WireOrder, WireProduct } from './order-wire.js';
import { standsAs } from './read-back.js';
import { NEW_ORDER, ORDER } from './refusal-places.js';
import { readReference } from './wire.js';
import type { ArrowSphereWriteClient } from './write-client.js';

/** The order is there once ArrowSphere answers; how far it got is its status. */
export function createOrder(
  client: ArrowSphereWriteClient,
  reading: ArrowSphereClient,
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
     * Nothing of ours stands in an order but its numbers: the only one with these and the same products is it.
     * All else is never sent again: an order costs money, and partners place several under one number.
     */
    async recover(values, call) {
      if (isBlank(values.poNumber)) return 'cannot tell';
      const numbered = (await ordersSince(values.customerId, orders, call)).filter(
        ({ poNumber }) => poNumber === values.poNumber,
      );
      const made: string[] = [];
      for (const { externalId } of numbered) {
        const row = await reading.order(externalId, call.scope);
        if (row !== null && isMadeFrom(values, row)) made.push(externalId);
      }
      const [found, ...others] = made;
      return found !== undefined && others.length === 0 ? done(found) : 'cannot tell';
    },
  };
}

/** Found to have happened where the order stands as the change wants it; else a newer change may stand there. */
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
      if (order === null) return 'cannot tell';
      // A row spells its numbers otherwise than a change does.
      const { poNumber: PO_number, endCustomerPoNumber: end_customer_PO_number, customFields } = order;
      const row = { PO_number, end_customer_PO_number, customFields };
      return standsAs(row, changedOrderBody(change)) ? done(change.orderId) : 'cannot tell';
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
      return order?.status === OrderStatus.CANCELED ? done(orderId) : 'cannot tell';
    },
  };
}

async function ordersSince(customerId: string, orders: OrderReads, { scope, sentAt }: WriteCall) {
  const createdSince = new Date(earliestMade(sentAt)).toISOString();
  const criteria = { customerIds: [customerId], status: null, createdSince };
  const found: Order[] = [];
  let position: string | null = null;
  do {
    const page = await orders.page(criteria, { position, size: orders.maxPageSize }, scope);
    found.push(...page.rows.filter(({ createdAt }) => mayBeMadeSince(sentAt, createdAt)));
    position = page.next;
  } while (position !== null);
  return found;
}

function isMadeFrom({ poNumber, endCustomerPoNumber, products }: OrderValues, row: WireOrder): boolean {
  return (
    row.poNumber === poNumber &&
    (row.endCustomerPoNumber ?? '') === (endCustomerPoNumber ?? '') &&
    row.products.length === products.length &&
    row.products.every((product, index) => isProduct(product, products[index]))
  );
}

/** A row may tell a product by fewer codes than it was ordered by; one that it does not tell proves nothing. */
function isProduct(row: WireProduct, ordered: OrderProductInput | undefined): boolean {
  const codes = [ordered?.sku, ordered?.priceBandSku].filter((code) => !isBlank(code));
  return (
    row.quantity === ordered?.quantity &&
    codes.length > 0 &&
    codes.every((code) => code === row.sku || code === row.priceBand)
  );
}

function done(externalId: string): WriteOutcome<MadeOrder> {
  return { kind: 'done', made: { externalId } };
}
