import type { FastifyInstance } from 'fastify';
import { customerNotFound, forbidden, invalid } from './errors.js';
import { pageOf } from './pages.js';
import { isUuid, readQuery, uuid } from './query.js';
import type { Query } from './query.js';
import { RESELLERS } from './rows.js';
import type { CustomerRow } from './rows.js';
import { selectCustomers } from './search.js';
import type { CloudCockpitState } from './state.js';

export function customerRoutes(app: FastifyInstance, state: CloudCockpitState): void {
  app.get('/v1/customers', ({ originalUrl }) => {
    const query = readQuery(originalUrl);
    return pageOf(selectCustomers(visibleTo(state, uuid(query, 'resellerId')), query), query);
  });

  app.get<{ Params: { id: string } }>('/v1/customers/:id', ({ params, originalUrl }) =>
    customerAt(state, params.id, readQuery(originalUrl)),
  );
}

/** The customer as the reseller in the query sees it, or as the CSP does without one. */
export function customerAt(state: CloudCockpitState, id: string, query: Query): CustomerRow {
  if (!isUuid(id)) throw invalid('customerId', `The value '${id}' is not valid for customerId.`);
  const resellerId = uuid(query, 'resellerId');
  const row = state.customers.get(id);
  if (row === undefined) throw customerNotFound();
  const seen = resellerId === undefined ? row : state.seenBy(row, resellerId);
  if (seen === undefined) throw forbidden();
  return seen;
}

/** The customer as the CSP sees it; one that is deleted can be read and no longer be written to. */
export function liveCustomerAt(state: CloudCockpitState, id: string): CustomerRow {
  const row = customerAt(state, id, new Map());
  if (row.isDeleted === true) throw customerNotFound();
  return row;
}

function visibleTo(state: CloudCockpitState, resellerId: string | undefined): readonly CustomerRow[] {
  const rows = [...state.customers.values()];
  if (resellerId === undefined) return rows;
  if (!RESELLERS.some((reseller) => reseller.resellerId === resellerId)) throw forbidden();
  return rows.map((row) => state.seenBy(row, resellerId)).filter((row) => row !== undefined);
}
