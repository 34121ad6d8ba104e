import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { EVERY_SCOPE, TokenIssuer } from '../support/tokens.js';

let issuer: TokenIssuer;
let graph: TestGraph;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({ settings: { auth: issuer.auth } });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

const without = (...scopes: readonly string[]) =>
  issuer.token({
    scope: EVERY_SCOPE.split(' ')
      .filter((scope) => !scopes.includes(scope))
      .join(' '),
  });

const forbidden = (scope: string, path: readonly (string | number)[]) =>
  expect.objectContaining({
    message: `This takes the scope '${scope}'.`,
    path,
    extensions: { code: 'FORBIDDEN', scope },
  });

describe('S7: without the scope', () => {
  it('customers:read, customers are FORBIDDEN by every way, and the rest answers', async () => {
    const id = encodeNodeId('customer', 'arrow', 'XSP100201');
    const { data, errors, calls, status } = await graph.askAs(
      await without('customers:read'),
      `query ($them: [_Any!]!) {
        customer(id: "${id}") { id }
        customerByExternalId(sourceId: "arrow", externalId: "XSP100201") { id }
        invitation(sourceId: "arrow", code: "x") { code }
        node(id: "${id}") { id }
        nodes(ids: ["${id}", "${encodeNodeId('operation', 'arrow', 'none')}"]) { id }
        _entities(representations: $them) { __typename }
        sources { id }
      }`,
      {
        them: [
          { __typename: 'Customer', id },
          { __typename: 'Source', id: 'arrow' },
        ],
      },
    );
    expect(status).toBe(200);
    expect(data).toEqual({
      ...{ customer: null, customerByExternalId: null, invitation: null, node: null },
      nodes: [null, null],
      _entities: [null, { __typename: 'Source' }],
      sources: ['arrow', 'cockpit', 'dkh', 'ion'].map((source) => ({ id: source })),
    });
    expect(errors).toHaveLength(6);
    for (const path of [
      ['customer'],
      ['customerByExternalId'],
      ['invitation'],
      ['node'],
      ['nodes', 0],
      ['_entities', 0],
    ])
      expect(errors).toContainEqual(forbidden('customers:read', path));
    expect(calls).toEqual([]);
  });

  it('customers:read, an order has no customer, and nothing is read for one', async () => {
    const { data, errors, calls } = await graph.askAs(
      await without('customers:read'),
      '{ orders(first: 2, filter: { sourceIds: ["dkh"] }) { nodes { status customer { displayName } } } }',
    );
    expect(data).toMatchObject({
      orders: { nodes: [{ status: expect.any(String), customer: null }, { customer: null }] },
    });
    expect(errors).toEqual(
      [0, 1].map((index) => forbidden('customers:read', ['orders', 'nodes', index, 'customer'])),
    );
    expect(calls.every(({ path }) => path.includes('rder'))).toBe(true);
  });

  it('customers:read, nobody is told of changes', async () => {
    const authorization = `Bearer ${await without('customers:read')}`;
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization } });
    const first = await subscriber.subscribe('subscription { customerChanged { externalId } }').next();
    expect(first.value).toMatchObject({ errors: [forbidden('customers:read', ['customerChanged'])] });
    await subscriber.close();
  });

  it('orders:read, orders are FORBIDDEN by every way, and the rest answers', async () => {
    const id = encodeNodeId('order', 'dkh', '1');
    const { data, errors } = await graph.askAs<{ customers: { nodes: unknown[] } }>(
      await without('orders:read'),
      `query ($them: [_Any!]!) {
        order(id: "${id}") { id }
        orderByExternalId(sourceId: "dkh", externalId: "1") { id }
        node(id: "${id}") { id }
        _entities(representations: $them) { __typename }
        customers(first: 1) { nodes { displayName orders { nodes { id } } } }
      }`,
      { them: [{ __typename: 'Order', sourceId: 'dkh', externalId: '1' }] },
    );
    expect(data).toMatchObject({
      ...{ order: null, orderByExternalId: null, node: null, _entities: [null] },
      customers: { nodes: [{ displayName: expect.any(String), orders: null }] },
    });
    for (const path of [
      ['order'],
      ['orderByExternalId'],
      ['node'],
      ['_entities', 0],
      ['customers', 'nodes', 0, 'orders'],
    ])
      expect(errors).toContainEqual(forbidden('orders:read', path));
    expect(errors).toHaveLength(5);
  });

  it('of a list that may not be null, the whole answer is lost', async () => {
    const { data, errors } = await graph.askAs(
      await without('orders:read'),
      '{ sources { id } orders { nodes { id } } }',
    );
    expect({ data, errors }).toEqual({ data: null, errors: [forbidden('orders:read', ['orders'])] });
  });

  it.each([
    ['customers:write', 'deleteCustomer', 'DeleteCustomerInput', 'customer'],
    ['orders:write', 'cancelOrder', 'CancelOrderInput', 'order'],
  ] as const)('%s, %s writes nothing', async (scope, name, type, kind) => {
    const { errors, calls } = await graph.askAs(
      await without(scope),
      `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
      { input: { id: encodeNodeId(kind, 'arrow', 'XSP100201'), idempotencyKey: 'k' } },
    );
    expect(errors).toEqual([forbidden(scope, [name])]);
    expect(calls).toEqual([]);
  });

  it('customers:credentials, a customer is made and its password not shown', async () => {
    const made = async (token: string, key: string) =>
      await graph.askAs<{ createCustomer: { createdUser: { userName: string; password: string | null } } }>(
        token,
        `mutation ($input: CreateCustomerInput!) {
          createCustomer(input: $input) { createdUser { userName password } userErrors { message } }
        }`,
        {
          input: {
            ...ION_CUSTOMER,
            idempotencyKey: key,
            email: `${key}@portal.example`,
            contact: { ...ION_CUSTOMER.contact, email: `${key}@portal.example` },
            companyName: `Scopes ${key} Ltd`,
          },
        },
      );
    const { data, errors } = await made(await without('customers:credentials'), 'one');
    expect(data.createCustomer.createdUser).toEqual({ userName: expect.any(String), password: null });
    expect(errors).toEqual([
      forbidden('customers:credentials', ['createCustomer', 'createdUser', 'password']),
    ]);
    const all = await made(await issuer.token(), 'two');
    expect(all.data.createCustomer.createdUser.password).toMatch(/./);
  });

  it('customers:sensitive, what providers keep of people is neither shown nor read', async () => {
    const data = await graph.askAs<Cockpit>(await without('customers:sensitive'), COCKPIT);
    const known = data.data.customers.nodes.flatMap(({ details }) => details.providerCustomers);
    expect(known.length).toBeGreaterThan(1);
    expect(known.every((each) => each.data === null)).toBe(true);
    expect(data.errors).toHaveLength(known.length);
    expect(data.errors.every(({ extensions }) => extensions?.scope === 'customers:sensitive')).toBe(true);
    expect(data.calls.filter(({ path }) => path.includes('{customerId}'))).toEqual([]);
  });

  it('customers:write alone, a payload tells only that it was done', async () => {
    const { data, errors } = await graph.askAs(
      await issuer.token({ scope: 'customers:write' }),
      `mutation ($input: UpdateCustomerInput!) {
        updateCustomer(input: $input) { customer { id } userErrors { field code } }
      }`,
      {
        input: {
          ...{
            id: encodeNodeId('customer', 'arrow', 'XSP100201'),
            idempotencyKey: 'alone',
            phone: '+33100000000',
          },
        },
      },
    );
    expect(data).toEqual({ updateCustomer: { customer: null, userErrors: [] } });
    expect(errors).toEqual([forbidden('customers:read', ['updateCustomer', 'customer'])]);
  });
});

describe('With customers:sensitive', () => {
  it('what providers keep of people is read once a customer, only when asked for', async () => {
    const { data, errors, calls } = await graph.askAs<Cockpit>(await issuer.token(), COCKPIT);
    expect(errors).toEqual([]);
    const known = data.customers.nodes.flatMap(({ details }) => details.providerCustomers);
    expect(known.some(({ data: kept }) => kept?.CredentialsEmail !== undefined)).toBe(true);
    const reads = calls.filter(({ path }) => path.includes('{customerId}'));
    expect(reads).toHaveLength(
      data.customers.nodes.filter(({ details }) => details.providerCustomers.length > 0).length,
    );
    const unasked = await graph.askAs<Cockpit>(await issuer.token(), COCKPIT.replace(' data ', ' domain '));
    expect(unasked.calls.filter(({ path }) => path.includes('{customerId}'))).toEqual([]);
  });
});

interface Cockpit {
  readonly customers: {
    readonly nodes: readonly {
      readonly details: {
        readonly providerCustomers: readonly { readonly data: Readonly<Record<string, unknown>> | null }[];
      };
    }[];
  };
}
const COCKPIT = `{ customers(first: 8, filter: { sourceIds: ["cockpit"] }) { nodes {
  details { ... on CloudCockpitCustomerDetails { providerCustomers { data } } }
} } }`;

const ION_CUSTOMER = {
  ...{ sourceId: 'ion', email: 'scopes@portal.example', languageCode: 'en' },
  contact: { firstName: 'Pat', lastName: 'Sample', email: 'scopes@portal.example', phone: '5550100' },
  address: { line1: '55 Sample St', city: 'Denver', state: 'CO', postalCode: '80111', countryCode: 'US' },
};
