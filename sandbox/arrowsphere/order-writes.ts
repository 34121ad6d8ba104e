import type { FastifyInstance } from 'fastify';
import { emptyBody, readBody } from './body.js';
import { badRequest } from './errors.js';
import { newOrder } from './new-order.js';
import { newOrderBody, orderChangesBody } from './order-body.js';
import { orderAt } from './order-routes.js';
import type { ArrowSphereState } from './state.js';

interface Step {
  readonly to: string;
  readonly isPossible: (status: string) => boolean;
}

const SETTLED = ['Fulfilled', 'Archived', 'Canceled'];
const AWAITING_VALIDATION = ['Needs Validation', 'Needs Partner Validation', 'Ongoing Validation'];
const FAILED = [
  'Billfeed Error',
  'External Warning',
  'Internal Warning',
  'Migration failed',
  'Not Accepted',
  'Transfer Failed',
];

/** What can be done to an order, and from which statuses: only the paths are published (ArrowSphere 1.5). */
const STEPS: Readonly<Record<string, Step>> = {
  cancel: { to: 'Canceled', isPossible: (status) => !SETTLED.includes(status) },
  archive: { to: 'Archived', isPossible: (status) => status !== 'Archived' },
  validate: { to: 'Order Validated', isPossible: (status) => AWAITING_VALIDATION.includes(status) },
  rejectGraded: { to: 'Not Accepted', isPossible: (status) => AWAITING_VALIDATION.includes(status) },
  resubmit: { to: 'Order queued', isPossible: (status) => FAILED.includes(status) },
};

interface OfOrder {
  Params: { reference: string };
}

export function orderWrites(app: FastifyInstance, state: ArrowSphereState): void {
  app.post('/orders', ({ body }) => {
    const given = readBody(newOrderBody, body);
    const { reference } = given.customer;
    if (!state.customers.has(reference)) throw badRequest(`Customer ${reference} not found`);
    const order = newOrder(state, given);
    state.orders.set(order.reference, order);
    const link = `/api/orders/${order.reference}`;
    return { status: 200, data: { reference: order.reference, link } };
  });

  app.patch<OfOrder>('/orders/:reference', ({ params, body }) => {
    const order = orderAt(state, params.reference);
    const { PO_number, end_customer_PO_number, customFields } = readBody(orderChangesBody, body);
    state.orders.set(order.reference, {
      ...order,
      ...(PO_number === undefined ? {} : { ponumber: PO_number }),
      ...(end_customer_PO_number === undefined ? {} : { endCustomerPONumber: end_customer_PO_number }),
      ...(customFields === undefined ? {} : { customFields }),
    });
    return { status: 200, data: { message: 'Order updated' } };
  });

  for (const [name, { to, isPossible }] of Object.entries(STEPS)) {
    app.patch<OfOrder>(`/orders/:reference/${name}`, ({ params, body }, reply) => {
      const order = orderAt(state, params.reference);
      readBody(emptyBody, body);
      if (!isPossible(order.status))
        throw badRequest(`Order ${order.reference} cannot ${name} while ${order.status}`);
      state.orders.set(order.reference, { ...order, status: to, dateStatus: state.naiveNow() });
      return reply.code(204).send();
    });
  }
}
