import { afterEach, describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { ALL_CUSTOMERS, ALL_ORDERS, answering, API, endScopes, failureOf, newScope, over } from './arrow.js';

afterEach(endScopes);

type Read = (source: Datasource, scope: OperationScope) => Promise<unknown> | undefined;

const START = { position: null, size: 25 };
const listCustomers: Read = ({ customers }, scope) => customers.page(ALL_CUSTOMERS, START, scope);
const getCustomer: Read = ({ customers }, scope) => customers.get('XSP1', scope);
const listOrders: Read = ({ orders }, scope) => orders.page(ALL_ORDERS, START, scope);
const getOrder: Read = ({ orders }, scope) => orders.lookup?.get('XSPO1', scope);
const getInvitation: Read = ({ extras }, scope) => extras.invitation?.('code', scope);
const getProvision: Read = ({ extras }, scope) =>
  extras.provision?.({ customerId: 'XSP1', program: 'microsoft' }, scope);
const getContacts: Read = async ({ customers }, scope) => {
  const answer = (await customers.contacts?.(['XSP1'], scope))?.get('XSP1');
  if (answer instanceof Error) throw answer;
  return answer;
};

describe('an error of the upstream', () => {
  it.each([
    { status: 400, file: 'arrowsphere.error.400.array.json', code: 'REJECTED', correlationId: null },
    { status: 400, file: 'arrowsphere.error.400.string.json', code: 'REJECTED', correlationId: null },
    { status: 401, file: 'arrowsphere.error.401.json', code: 'UNAUTHENTICATED', correlationId: null },
    {
      status: 403,
      file: 'arrowsphere.error.403.correlation.json',
      code: 'FORBIDDEN',
      correlationId: '00000000-0000-4000-8000-0000000000c1',
    },
    { status: 404, file: 'arrowsphere.error.404.json', code: 'BAD_RESPONSE', correlationId: null },
  ])(
    '$status, as in $file, is $code and tells nothing of its text',
    ({ status, file, code, correlationId }) =>
      over([{ on: `GET ${API}/customers`, status, file }], async (source, asked) => {
        const failure = await failureOf(Promise.resolve(listCustomers(source, newScope())));
        expect(failure).toMatchObject({
          name: 'UpstreamFailure',
          code,
          sourceId: 'arrow',
          upstreamStatus: status,
          correlationId,
        });
        expect(String(failure)).not.toMatch(/field|Unauthorized|AUTH_0003|XSP/);
        // A fixed key that is refused has no successor: one call, also after a 401.
        expect(asked()).toHaveLength(1);
      }),
  );
});

describe('an answer that cannot be read is BAD_RESPONSE, never an empty success', () => {
  it.each<{ readonly what: string; readonly read: Read; readonly body: unknown }>([
    { what: 'HTML', read: listCustomers, body: '<html><body>Maintenance</body></html>' },
    { what: 'an empty body', read: listCustomers, body: '' },
    { what: 'truncated JSON', read: listCustomers, body: '{"status":200,"data":{"custo' },
    { what: 'a JSON string', read: listCustomers, body: '"customers"' },
    { what: 'an array around the envelope', read: listCustomers, body: [{ data: { customers: [] } }] },
    { what: 'an envelope without data', read: listCustomers, body: { status: 200 } },
    { what: 'data without the list', read: listCustomers, body: { status: 200, data: {} } },
    { what: 'an array as data', read: listCustomers, body: { status: 200, data: [] } },
    { what: 'null as the list', read: listCustomers, body: { status: 200, data: { customers: null } } },
    { what: 'an object as the list', read: listCustomers, body: { status: 200, data: { customers: {} } } },
    {
      what: 'a list of texts',
      read: listCustomers,
      body: { status: 200, data: { customers: ['XSP1', 'XSP2'] } },
    },
    {
      what: 'orders where customers must be',
      read: listCustomers,
      body: { status: 200, data: { orders: [] } },
    },
    {
      what: 'one customer without the list',
      read: getCustomer,
      body: { status: 200, data: { Reference: 'XSP1' } },
    },
    { what: 'one customer as PHP’s empty one', read: getCustomer, body: { data: { customers: [[]] } } },
    {
      what: 'another customer than the one asked for',
      read: getCustomer,
      body: { status: 200, data: { customers: [{ Reference: 'XSP2' }] } },
    },
    {
      what: 'a list of orders that is none',
      read: listOrders,
      body: { status: 200, data: { orders: 'none' } },
    },
    {
      what: 'another order than the one asked for',
      read: getOrder,
      body: { status: 200, data: { orders: [{ reference: 'XSPO2' }] } },
    },
    { what: 'contacts in a wrapper', read: getContacts, body: { status: 200, data: { contacts: [] } } },
    { what: 'an invitation without data', read: getInvitation, body: { status: 200 } },
    { what: 'a list of invitations', read: getInvitation, body: { status: 200, data: [] } },
    { what: 'a provision without status', read: getProvision, body: { status: 200, data: { message: 'x' } } },
  ])('$what', async ({ read, body }) => {
    const upstream = await answering(() => ({ body }));
    const failure = await failureOf(Promise.resolve(read(upstream.datasource, newScope())));
    await upstream.close();
    expect(failure).toMatchObject({
      name: 'UpstreamFailure',
      code: 'BAD_RESPONSE',
      sourceId: 'arrow',
      upstreamStatus: 200,
    });
    expect(String(failure)).not.toMatch(/XSP|Maintenance/);
    expect(upstream.asked).toHaveLength(1);
  });

  it.each([
    '<html>nginx</html>',
    { message: 'no route' },
    { timestamp: '2024-05-04', status: 404, error: 'Not Found', path: '/customers/XSP1' },
  ])('a 404 that is not the API’s own says nothing about the customer: %j', async (body) => {
    const upstream = await answering(() => ({ status: 404, body }));
    const failure = await failureOf(Promise.resolve(getCustomer(upstream.datasource, newScope())));
    await upstream.close();
    expect(failure).toMatchObject({ code: 'BAD_RESPONSE', upstreamStatus: 404 });
  });

  it('but an empty list of one is an answer: there is no such customer', async () => {
    const upstream = await answering(() => ({ body: { status: 200, data: { customers: [] } } }));
    expect(await getCustomer(upstream.datasource, newScope())).toBeNull();
    await upstream.close();
  });
});

describe('customers read together', () => {
  it('fail alone', async () => {
    const upstream = await answering(({ pathname }) =>
      pathname.includes('XSP2') ? { status: 500, body: {} } : { body: { status: 200, data: [] } },
    );
    const contacts = await upstream.datasource.customers.contacts?.(['XSP1', 'XSP2', 'XSP3'], newScope());
    await upstream.close();
    expect(contacts?.get('XSP1')).toEqual([]);
    expect(contacts?.get('XSP2')).toMatchObject({ name: 'UpstreamFailure', code: 'UNAVAILABLE' });
    expect(contacts?.get('XSP3')).toEqual([]);
  });
});
