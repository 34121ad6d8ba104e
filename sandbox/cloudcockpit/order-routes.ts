import type { FastifyInstance } from 'fastify';
import { customerAt } from './customer-routes.js';
import { pageOf } from './pages.js';
import { readQuery } from './query.js';
import type { CloudCockpitState } from './state.js';

export function orderRoutes(app: FastifyInstance, state: CloudCockpitState): void {
  // Not a history: an order leaves this list when it completes, and there is no other read (CloudCockpit 2.2).
  app.get<{ Params: { id: string } }>('/v1/orders/customers/:id', ({ params, originalUrl }) => {
    const query = readQuery(originalUrl);
    const { id } = customerAt(state, params.id, query);
    const open = state.orders
      .filter((order) => order.customerId === id && order.status.name !== 'Completed')
      .sort((a, b) => Date.parse(b.createdDate) - Date.parse(a.createdDate));
    return pageOf(open, query);
  });
}
