import type { FastifyInstance } from 'fastify';
import { notFound, validationFailed } from './errors.js';
import { bothPaths, requireScope } from './guard.js';
import { listRows, QueryReader } from './listing.js';
import type { DkCustomer } from './rows.js';
import type { DkState } from './state.js';

const MAXIMUM_ID_LENGTH = 64;

interface ById {
  Params: { readonly id: string };
}

export function customerRoutes(app: FastifyInstance, state: DkState): void {
  const customers = requireScope(state, 'customers');
  const relations = requireScope(state, 'customers:relations');

  for (const path of bothPaths('/v1/customer')) {
    app.get(path, customers, ({ query }) => {
      const reader = new QueryReader(query, 'Pascal');
      const listing = reader.listing();
      reader.refuseFaults();
      return { payload: listRows(state.customers, listing, ({ customerId }) => String(customerId)) };
    });
  }
  for (const path of bothPaths('/v1/customer/:id')) {
    app.get<ById>(path, customers, ({ params }) => ({ payload: find(state, params.id) }));
  }
  // The one list without its envelope (DK 3.2).
  for (const path of bothPaths('/v1/customer/:id/address')) {
    app.get<ById>(path, customers, ({ params }) => find(state, params.id).addresses ?? []);
  }
  for (const path of bothPaths('/v1/customer/:id/credit-info')) {
    app.get<ById>(path, customers, ({ params }) => {
      const { creditApproved = false, ...customer } = find(state, params.id);
      const customerId = String(customer.customerId);
      return {
        payload: state.credit.find((row) => row.customerId === customerId) ?? { customerId, creditApproved },
      };
    });
  }
  for (const path of bothPaths('/v1/customer/:id/relations')) {
    app.get<ById>(path, relations, ({ params }) => ({ payload: relationsOf(state, find(state, params.id)) }));
  }
}

function find(state: DkState, id: string): DkCustomer {
  if (id.length > MAXIMUM_ID_LENGTH) {
    throw validationFailed({
      CustomerId: [`'Customer Id' must be ${MAXIMUM_ID_LENGTH} characters or fewer.`],
    });
  }
  const customer = state.customers.find(({ customerId }) => String(customerId) === id);
  if (!customer) throw notFound('Customer', id);
  return customer;
}

/** Unpaged; nothing of a kind is null, not an empty list. Vendor orders are numbers here (DK 3.7). */
function relationsOf(state: DkState, customer: DkCustomer) {
  const customerId = String(customer.customerId);
  const orders = state.orders
    .filter((order) => order.customerId === customerId)
    .map((order) => ({ ...order, vendorOrderIds: order.vendorOrderIds.map(Number) }));
  const returned = new Set(orders.flatMap(({ returnIds }) => returnIds));
  const returns = state.returns.filter(({ returnId }) => returned.has(returnId));
  return {
    customerId,
    orderEntities: {
      quotas: null,
      orders: orNull(orders),
      returns: orNull(returns),
      vendorQuotas: null,
      vendorOrders: null,
      vendorReturns: null,
    },
  };
}

function orNull<Row>(rows: readonly Row[]): readonly Row[] | null {
  return rows.length === 0 ? null : rows;
}
