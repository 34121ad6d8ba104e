import type { FastifyInstance } from 'fastify';
import { readBody } from './body.js';
import { internalIdentifierBody, marginsBody, providerInstancesBody } from './customer-body.js';
import { liveCustomerAt } from './customer-routes.js';
import { CloudCockpitError, forbidden, invalid } from './errors.js';
import { newProviderCustomers } from './new-customer.js';
import { createWithProviders, statusOf } from './provider-creation.js';
import type { CustomerRow, ProviderCustomerRow } from './rows.js';
import type { CloudCockpitState } from './state.js';

interface OfCustomer {
  Params: { id: string };
}
interface OfProvider {
  Params: { id: string; instance: string };
}

/** What ties a customer to a reseller and to its providers (CloudCockpit 2.2). */
export function relationWrites(app: FastifyInstance, state: CloudCockpitState): void {
  app.patch<OfCustomer>('/v1/customers/:id/internal-identifier', ({ params, body }, reply) => {
    const row = liveCustomerAt(state, params.id);
    const { internalIdentifier = null, resellerId } = readBody(internalIdentifierBody, body);
    requireRelation(state, row, resellerId);
    if (resellerId == null) state.customers.set(row.id, { ...row, internalIdentifier });
    else state.resellerIdentifiers.set(row.id, internalIdentifier);
    return reply.code(204).send();
  });

  app.patch<OfProvider>('/v1/customers/:id/margins/:instance', ({ params, body }, reply) => {
    const row = liveCustomerAt(state, params.id);
    const entry = providerCustomerAt(row, params.instance);
    const { margin, offerTypeMargins = null, resellerId } = readBody(marginsBody, body);
    requireRelation(state, row, resellerId);
    state.customers.set(
      row.id,
      withProviders(row, { [params.instance]: { ...entry, margin, offerTypeMargins } }),
    );
    return reply.code(204).send();
  });

  app.post<OfCustomer>('/v1/customers/:id/provider-instances', ({ params, body }, reply) => {
    const row = liveCustomerAt(state, params.id);
    const added = newProviderCustomers(readBody(providerInstancesBody, body).providerCustomers);
    const taken = Object.keys(added).find((instance) => row.providerCustomers?.[instance] !== undefined);
    if (taken !== undefined)
      throw invalid(`ProviderCustomers[${taken}]`, 'The customer already is with this provider instance.');
    state.customers.set(row.id, withProviders(row, added));
    createWithProviders(state, row.id, Object.keys(added));
    return reply.code(204).send();
  });

  app.post<OfProvider>('/v1/customers/:id/provider-customers/:instance', ({ params }, reply) => {
    const row = liveCustomerAt(state, params.id);
    if (statusOf(providerCustomerAt(row, params.instance)) !== 'Failed')
      throw invalid('ProviderInstanceId', 'Only a provider customer that failed can be tried again.');
    createWithProviders(state, row.id, [params.instance]);
    return reply.code(204).send();
  });
}

function withProviders(
  row: CustomerRow,
  changed: Readonly<Record<string, ProviderCustomerRow>>,
): CustomerRow {
  return { ...row, providerCustomers: { ...row.providerCustomers, ...changed } };
}

function providerCustomerAt(row: CustomerRow, instance: string): ProviderCustomerRow {
  const entry = row.providerCustomers?.[instance];
  if (entry !== undefined) return entry;
  throw new CloudCockpitError(404, 'NotFound', 'The provider customer was not found.');
}

function requireRelation(
  state: CloudCockpitState,
  row: CustomerRow,
  resellerId: string | null | undefined,
): void {
  if (resellerId != null && state.seenBy(row, resellerId) === undefined) throw forbidden();
}
