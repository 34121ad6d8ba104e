import type { FastifyInstance } from 'fastify';
import { customerAt } from './customer-routes.js';
import { notFound } from './errors.js';
import { listAnswer } from './list-answer.js';
import { selectOrders } from './order-filters.js';
import { orderHistory } from './orders.js';
import type { Query } from './pages.js';
import type { OrderRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

interface OfOrder {
  Params: { reference: string };
}

export function orderRoutes(app: FastifyInstance, state: ArrowSphereState): void {
  app.get<{ Querystring: Query }>('/orders', ({ query }) =>
    listAnswer('orders', selectOrders(state.orders.values(), query), query, '/orders', state),
  );

  app.get<OfOrder & { Querystring: Query }>('/customers/:reference/orders', ({ params, query }) => {
    const { Reference } = customerAt(state, params.reference);
    const orders = [...state.orders.values()].filter(({ customer }) => customer.reference === Reference);
    return listAnswer('orders', selectOrders(orders, query), query, `/customers/${Reference}/orders`, state);
  });

  app.get<OfOrder>('/orders/:reference', ({ params }) => {
    return { status: 200, data: { orders: [orderAt(state, params.reference)] } };
  });

  app.get<OfOrder>('/orders/:reference/history', ({ params }) => {
    return { status: 200, data: orderHistory(orderAt(state, params.reference)) };
  });
}

export function orderAt(state: ArrowSphereState, reference: string): OrderRow {
  const order = state.orders.get(reference);
  if (order === undefined) throw notFound(`Order ${reference}`);
  return order;
}
