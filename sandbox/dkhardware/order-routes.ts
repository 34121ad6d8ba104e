import type { FastifyInstance, FastifyReply } from 'fastify';
import { DAY_MS } from '../random.js';
import { DkRefusal, notFound } from './errors.js';
import { bothPaths, requireScope } from './guard.js';
import { listRows, QueryReader } from './listing.js';
import { statusIdOf } from './order-members.js';
import type { DkOrder } from './rows.js';
import type { DkState } from './state.js';
import { instant, naive } from './times.js';

const DELIVERY_DAYS = 9;

interface ById {
  Params: { readonly id: string };
}

export function orderRoutes(app: FastifyInstance, state: DkState): void {
  const orders = requireScope(state, 'orders');

  for (const path of bothPaths('/v1/order')) {
    app.get(path, orders, ({ query }) => {
      const reader = new QueryReader(query, 'camel');
      const statusId = reader.text('statusId', /^[0-9]{1,10}$/, 'must be one status id');
      // Orders have no `basedOnCreatedDate`.
      const listing = { ...reader.listing(), basedOnCreatedDate: false };
      reader.refuseFaults();
      const matching = state.orders.filter(
        (order) => statusId === undefined || statusIdOf(order) === statusId,
      );
      return { payload: listRows(matching, listing, ({ orderId }) => orderId) };
    });
  }
  // Bare, where a customer comes in an envelope (DK 3.2).
  for (const path of bothPaths('/v1/order/:id')) {
    app.get<ById>(
      path,
      orders,
      ({ params }, reply) => find(state, params.id) ?? answerUnknown(state, params.id, reply),
    );
  }
  for (const path of bothPaths('/v1/order/:id/eta')) {
    app.get<ById>(path, orders, ({ params }, reply) => {
      const order = find(state, params.id);
      return order ? { payload: etaOf(order) } : answerUnknown(state, params.id, reply);
    });
  }
}

function find(state: DkState, id: string): DkOrder | undefined {
  return state.orders.find(({ orderId }) => orderId === id);
}

function answerUnknown(state: DkState, id: string, reply: FastifyReply): FastifyReply {
  if (state.unknownOrder === 'empty-200') return reply.code(200).send();
  // The wording of the document endpoints, the only ones whose unknown order is documented (DK 3.3).
  if (state.unknownOrder === 'bad-request')
    throw new DkRefusal(400, `Customer order with id '${id}' not found.`);
  throw notFound('Customer order', id);
}

/** What has shipped has no expected date any more. */
function etaOf({ orderId, createdAt, items, shipments }: DkOrder) {
  const eta = naive(instant(createdAt) + DELIVERY_DAYS * DAY_MS).slice(0, 10);
  return {
    orderId,
    etaList: shipments ? [] : items.map(({ itemId, quantity }) => ({ itemId, quantity, eta })),
  };
}
