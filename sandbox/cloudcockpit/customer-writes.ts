import type { FastifyInstance } from 'fastify';
import { readBody } from './body.js';
import { accountInfoBody, newCustomerBody } from './customer-body.js';
import { liveCustomerAt } from './customer-routes.js';
import { invalid } from './errors.js';
import { accountOf, newCustomer } from './new-customer.js';
import { createWithProviders, failedProviders } from './provider-creation.js';
import type { CloudCockpitState } from './state.js';

interface OfCustomer {
  Params: { id: string };
}

export function customerWrites(app: FastifyInstance, state: CloudCockpitState): void {
  app.post('/v1/customers', ({ body }, reply) => {
    const given = readBody(newCustomerBody, body);
    const row = newCustomer(given, state.nextId('customers'));
    state.customers.set(row.id, row);
    // The value belongs to a relation; the CSP that sends it for a reseller finds it on its own side too.
    state.resellerIdentifiers.set(row.id, row.internalIdentifier);
    const instances = Object.keys(row.providerCustomers ?? {});
    createWithProviders(state, row.id, instances);
    // Both statuses are documented, when which is not: 201 is for what is still being created.
    reply.code(instances.length > 0 ? 201 : 200).type('application/json; charset=utf-8');
    return reply.send(JSON.stringify(row.id));
  });

  app.patch<OfCustomer>('/v1/customers/:id/account-info', ({ params, body }, reply) => {
    const { id } = liveCustomerAt(state, params.id);
    const { customer, retryFailedProviderCustomersFromCompanyInfo: retries } = readBody(
      accountInfoBody,
      body,
    );
    if (customer.id != null && customer.id !== id)
      throw invalid('Customer.Id', "'Id' must be the customer that is changed.");
    // 202: what is read right afterwards is still the old account.
    state.background.after(state.settings.backgroundMs, () => {
      const row = state.customers.get(id);
      if (row === undefined) return;
      state.customers.set(id, { ...row, ...accountOf(customer) });
      if (retries === true) createWithProviders(state, id, failedProviders(row, 'InvalidCompanyInfo'));
    });
    return reply.code(202).send();
  });

  app.delete<OfCustomer>('/v1/customers/:id', ({ params }, reply) => {
    const { id } = liveCustomerAt(state, params.id);
    state.background.after(state.settings.backgroundMs, () => {
      const row = state.customers.get(id);
      if (row !== undefined) state.customers.set(id, { ...row, isDeleted: true });
    });
    return reply.code(202).send();
  });
}
