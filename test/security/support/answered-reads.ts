import { ArrowSphereClient } from '../../../src/datasources/arrowsphere/client.js';
import * as arrowCustomers from '../../../src/datasources/arrowsphere/customers.js';
import * as arrowOrders from '../../../src/datasources/arrowsphere/orders.js';
import { createClient } from '../../../src/datasources/cloudcockpit/client.js';
import * as cockpitCustomers from '../../../src/datasources/cloudcockpit/customers.js';
import * as cockpitOrders from '../../../src/datasources/cloudcockpit/orders.js';
import { dkHardwareClient } from '../../../src/datasources/dkhardware/client.js';
import { dkHardwareCustomers } from '../../../src/datasources/dkhardware/customers.js';
import { dkHardwareOrders } from '../../../src/datasources/dkhardware/orders.js';
import { ionClient } from '../../../src/datasources/ion/client.js';
import { ionCustomers } from '../../../src/datasources/ion/customers.js';
import { ionOrders } from '../../../src/datasources/ion/orders.js';
import type { CustomerReads, OrderReads } from '../../../src/datasources/source.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import type { Transport } from '../../../src/upstream/transport.js';

interface Reads {
  readonly customers: CustomerReads;
  readonly orders: OrderReads;
}

/** A provider's reads over one and the same answer to every call; ten thousand of them over HTTP would take minutes. */
export const READS_OF: Readonly<Record<string, (body: unknown) => Reads>> = {
  arrowsphere: (body) => {
    const client = new ArrowSphereClient('src', answering(body));
    const origin = { sourceId: 'src', timeZone: 'Europe/Paris' };
    return {
      customers: arrowCustomers.customerReads(client, origin),
      orders: arrowOrders.orderReads(client, origin),
    };
  },
  cloudcockpit: (body) => {
    const settings = { sourceId: 'src', resellerId: null, deletedRowsParameter: 'includeDeleted' };
    const client = createClient(answering(body), settings);
    const source = { sourceId: 'src', timeZone: 'UTC' };
    return {
      customers: cockpitCustomers.customerReads(client, source),
      orders: cockpitOrders.orderReads(client, source),
    };
  },
  dkhardware: (body) => {
    const client = dkHardwareClient(answering(body), 'src');
    const source = { id: 'src', timeZone: 'UTC' };
    return {
      customers: dkHardwareCustomers(client, source),
      orders: dkHardwareOrders(client, source, { hasRelations: true }),
    };
  },
  ion: (body) => {
    const client = ionClient(answering(body), 'src', '10001');
    const source = { id: 'src', timeZone: 'UTC' };
    return { customers: ionCustomers(client, source), orders: ionOrders(client, source) };
  },
};

type Read = (reads: Reads, scope: OperationScope) => Promise<unknown>;

const START = { position: null, size: 10 };
const EVERYONE = { search: null, email: null, countryCode: null, updatedSince: null, includeDeleted: true };
const EVERY_ORDER = { customerIds: null, status: null, createdSince: null };

const customerPage: Read = ({ customers }, scope) => customers.page(EVERYONE, START, scope);
const orderPage: Read = ({ orders }, scope) => orders.page(EVERY_ORDER, START, scope);
const customer =
  (id: string): Read =>
  ({ customers }, scope) =>
    customers.get(id, scope);
const contacts =
  (id: string): Read =>
  async ({ customers }, scope) =>
    customers.contacts?.([id], scope);
const order =
  (id: string): Read =>
  async ({ orders }, scope) =>
    orders.lookup?.get(id, scope);
const ordersOf =
  (id: string): Read =>
  ({ orders }, scope) =>
    orders.ofCustomers([id], START, scope);

const GUID = 'cc000001-0000-4000-8000-000000000001';

/** What is asked, and the sample of its answer that is spoilt. */
export const SAMPLED: Readonly<Record<string, readonly (readonly [file: string, read: Read])[]>> = {
  arrowsphere: [
    ['arrowsphere.customers.list.page1.json', customerPage],
    ['arrowsphere.customers.get.json', customer('XSP100201')],
    ['arrowsphere.customers.get.hostile-nulls.json', customer('XSP100201')],
    ['arrowsphere.customers.contacts.list.json', contacts('XSP100201')],
    ['arrowsphere.orders.list.json', orderPage],
    ['arrowsphere.orders.get.json', order('XSPO5001')],
    ['arrowsphere.orders.get.php-style-sparse.json', order('XSPO5001')],
    ['arrowsphere.orders.by-customer.json', ordersOf('XSP100201')],
  ],
  cloudcockpit: [
    ['cloudcockpit.customers.list.json', customerPage],
    ['cloudcockpit.customers.get.json', customer(GUID)],
    ['cloudcockpit.orders.by-customer.json', ordersOf(GUID)],
  ],
  dkhardware: [
    ['dk.customers.list.json', customerPage],
    ['dk.customers.get.json', customer('463501')],
    ['dk.orders.list.json', orderPage],
    ['dk.orders.get.json', order('1')],
    ['dk.customers.relations.json', ordersOf('463501')],
  ],
  ion: [
    ['ion.customers.list.page1.json', customerPage],
    ['ion.customers.get.json', customer('20001')],
    ['ion.orders.list.multi-customer.json', orderPage],
    ['ion.orders.get.json', order('80001')],
    ['ion.orders.by-customer.json', ordersOf('20001')],
  ],
};

const MOST_CALLS = 50;

/** As limited as an operation's calls are: reading on and on is no way out of a page that says there is more. */
function answering(body: unknown): Transport {
  let calls = 0;
  const answer: Transport['call'] = () => {
    calls += 1;
    return calls > MOST_CALLS
      ? Promise.reject(new UpstreamFailure(UpstreamErrorCode.CALL_LIMIT_EXCEEDED, 'src'))
      : Promise.resolve({ status: 200, body, fetchedAt: '2025-01-01T00:00:00.000Z', size: 1 });
  };
  return {
    call: answer,
    find: answer,
    write: () => Promise.reject(new Error('Nothing is written here.')),
    get health(): never {
      throw new Error('Nobody asks for it here.');
    },
    get kept(): never {
      throw new Error('Nobody asks for it here.');
    },
    close: () => Promise.resolve(),
  };
}
