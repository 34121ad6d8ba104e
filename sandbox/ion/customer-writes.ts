import type { FastifyInstance } from 'fastify';
import { ION_ACCOUNT_ID } from './credentials.js';
import { readCustomer, type CustomerBody } from './customer-bodies.js';
import { rfc3339 } from './customers.js';
import { notFound } from './errors.js';
import { lastSegment, type IonCustomer } from './rows.js';
import { nextNumber, type IonState } from './state.js';
import { newUser, userOf } from './users.js';

interface CustomerParams {
  readonly account: string;
  readonly customer: string;
}

/** Under `/api/v3/accounts/:account`. */
export function customerWrites(app: FastifyInstance, state: IonState): void {
  app.post('/customers', (request) => {
    const given = readCustomer(request.body, state.customers);
    const customerId = String(nextNumber(state.customers.map(({ name }) => lastSegment(name))));
    const now = rfc3339(state.background.now());
    const customer: IonCustomer = {
      name: `accounts/${ION_ACCOUNT_ID}/customers/${customerId}`,
      ...writtenMembers(given),
      createTime: now,
      updateTime: now,
      uid: `uid${String(state.customers.length + 1).padStart(6, '0')}`,
      customerStatus: 'ACTIVE',
    };
    state.customers = [...state.customers, customer];
    const { customerOrganization } = customer;
    state.cloudProfiles = [...state.cloudProfiles, { customerId, customerOrganization }];
    // 200, not 201; the only answer that ever shows a password (ION 4.3).
    return { ...customer, user: newUser(customer) };
  });

  app.put<{ Params: CustomerParams }>('/customers/:customer', (request) => {
    const { account, customer: customerId } = request.params;
    const name = `accounts/${account}/customers/${customerId}`;
    const old = state.customers.find((candidate) => candidate.name === name);
    // The vendor's own list of 404 bodies has one whose `code` is 400: trust the status (ION 4.6).
    if (!old) throw notFound(name, 400);
    const given = readCustomer(request.body, state.customers, old);
    // A full replace: what a write can set and this one did not is gone, legacy members too (ION 4.2).
    const customer: IonCustomer = {
      name,
      ...writtenMembers(given),
      createTime: old.createTime,
      updateTime: rfc3339(state.background.now()),
      uid: old.uid,
      customerStatus: old.customerStatus,
    };
    state.customers = state.customers.map((row) => (row === old ? customer : row));
    const { customerOrganization } = customer;
    state.cloudProfiles = state.cloudProfiles.map((row) =>
      row.customerId === customerId ? { ...row, customerOrganization } : row,
    );
    return { ...customer, user: userOf(customer) };
  });
}

/** A suite that was not given comes back empty, a title or a phone not at all. */
function writtenMembers({ customerAddress, ...given }: CustomerBody) {
  return { ...given, customerAddress: { ...customerAddress, suite: customerAddress.suite ?? '' } };
}
