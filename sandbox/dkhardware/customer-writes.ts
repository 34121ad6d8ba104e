import type { FastifyInstance } from 'fastify';
import { changedAddress, customerBodies, deletedAddress, newAddress } from './customer-bodies.js';
import {
  addAddress,
  changeAddress,
  createCustomer,
  removeAddress,
  updateCustomer,
} from './customer-changes.js';
import { bothPaths, requireScope } from './guard.js';
import { ADDRESS_ID_SPELLING, CUSTOMER_SPELLING, readBody } from './readings.js';
import { requestContext } from './request-context.js';
import type { DkState } from './state.js';
import { submit } from './submit.js';

interface ById {
  Params: { readonly id: string };
}

export function customerWrites(app: FastifyInstance, state: DkState): void {
  for (const path of bothPaths('/v1/customer/create')) {
    app.post(path, requireScope(state, 'customers:create'), (request) => {
      const { create } = customerBodies(state.writes.apiRevision);
      const reading = readBody(create, request.body, CUSTOMER_SPELLING);
      return submit(
        state,
        'customer',
        reading,
        ({ customer }) => createCustomer(state, customer),
        ({ referenceId }) => referenceId,
      );
    });
  }
  for (const path of bothPaths('/v1/customer/update')) {
    app.post(path, requireScope(state, 'customers:update'), (request) => {
      const { update } = customerBodies(state.writes.apiRevision);
      const reading = readBody(update, request.body, CUSTOMER_SPELLING);
      return submit(state, 'customer', reading, ({ customer }) => updateCustomer(state, customer));
    });
  }
}

/** Their bodies are bare, as in the vendor's samples; its table has a wrapper `address` (DK 3.2). */
export function addressWrites(app: FastifyInstance, state: DkState): void {
  const update = requireScope(state, 'customers:update');
  for (const path of bothPaths('/v1/customer/:id/address/create')) {
    app.post<ById>(path, update, ({ body, headers, params: { id } }) => {
      requestContext(headers);
      const reading = readBody(newAddress, body, CUSTOMER_SPELLING);
      return submit(state, 'address', reading, (address) => addAddress(state, id, address));
    });
  }
  for (const path of bothPaths('/v1/customer/:id/address/update')) {
    app.post<ById>(path, update, ({ body, headers, params: { id } }) => {
      requestContext(headers);
      const reading = readBody(changedAddress, body, CUSTOMER_SPELLING);
      return submit(state, 'address', reading, (address) => changeAddress(state, id, address));
    });
  }
  for (const path of bothPaths('/v1/customer/:id/address/delete')) {
    app.post<ById>(path, update, ({ body, headers, params: { id } }) => {
      requestContext(headers);
      const reading = readBody(deletedAddress, body, ADDRESS_ID_SPELLING);
      return submit(state, 'address', reading, ({ addressId }) => removeAddress(state, id, addressId));
    });
  }
}
