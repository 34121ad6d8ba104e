import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../../src/errors.js';
import type { OperationScope } from '../../../src/upstream/scope.js';
import { NO_CRITERIA, NO_ORDER_CRITERIA, inScope, openSource } from './source.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serving(listener: RequestListener): Promise<Datasource> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const source = openSource(`http://127.0.0.1:${port}`, { scope: 'customers customers:relations orders' });
  closers.push(
    () => source.close(),
    () => {
      server.closeAllConnections();
      return new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  );
  return source;
}

/** Every API read is answered 200 with this text. */
const answering = (text: string) =>
  serving((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(request.url === '/token' ? '{"access_token":"t","expires_in":5400}' : text);
  });

type Read = (source: Datasource, scope: OperationScope) => Promise<unknown>;

const FIRST = { position: null, size: 10 };

const READS: Readonly<Record<string, Read>> = {
  customers: (source, scope) => source.customers.page(NO_CRITERIA, FIRST, scope),
  customer: (source, scope) => source.customers.get('1', scope),
  addresses: async (source, scope) => (await source.customers.addresses?.(['1'], scope))?.get('1'),
  credit: async (source, scope) => source.extras.credit?.('1', scope),
  relations: async (source, scope) => (await source.orders.ofCustomers(['1'], FIRST, scope)).get('1'),
  orders: (source, scope) => source.orders.page(NO_ORDER_CRITERIA, FIRST, scope),
  order: async (source, scope) => source.orders.lookup?.get('1', scope),
};

/** What a read gave or threw; batch reads give their failures. */
async function outcome(read: Read, source: Datasource): Promise<unknown> {
  try {
    return await inScope((scope) => read(source, scope));
  } catch (error) {
    return error;
  }
}

describe('answers of 200 that cannot be read', () => {
  const bodies = ['', '<html>', '{"payload":', '"text"', '7', '{"data":{}}', '{"payload":"x"}'];

  it.each(Object.keys(READS))('%s: BAD_RESPONSE, never nothing', async (name) => {
    const read = READS[name];
    if (read === undefined) throw new Error(`There is no read '${name}'.`);
    for (const body of bodies) {
      const result = await outcome(read, await answering(body));
      expect([body, result]).toEqual([body, expect.any(UpstreamFailure)]);
      expect(result).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE });
    }
  });

  it.each([
    ['customers', '[]'],
    ['customers', '{"payload":{}}'],
    ['customers', '{"payload":null}'],
    ['orders', '[]'],
    ['customer', '{"payload":null}'],
    ['customer', '{"payload":[{"customerId":"1"}]}'],
    ['customer', '{"payload":{}}'],
    ['addresses', '{"payload":[]}'],
    ['relations', '{"payload":{"customerId":"1"}}'],
    ['relations', '{"payload":{"orderEntities":{"orders":{}}}}'],
    ['order', '[]'],
    ['order', '{"payload":{}}'],
  ])('%s answered with %s', async (name, body) => {
    const result = await outcome(READS[name] ?? (() => Promise.reject(new Error())), await answering(body));
    expect(result).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE });
  });
});

describe('an unknown order, whose answer is not documented (DK 3.2)', () => {
  it.each(['null', '{}'])('is none where the body is %s', async (body) => {
    const source = await answering(body);
    expect(await inScope(async (scope) => source.orders.lookup?.get('1', scope))).toBeNull();
  });

  it('and a known one is read with an envelope too', async () => {
    const source = await answering('{"payload":{"orderId":"1"}}');
    const order = await inScope(async (scope) => source.orders.lookup?.get('1', scope));
    expect(order?.externalId).toBe('1');
  });
});

describe('ids that cannot exist', () => {
  it.each(['x', '007', '1.5', '-1', '1/2', '../1'])('%s costs no call', async (id) => {
    const source = await serving((_, response) => response.writeHead(500).end());
    await inScope(async (scope) => {
      expect(await source.customers.get(id, scope)).toBeNull();
      expect(await source.orders.lookup?.get(id, scope)).toBeNull();
      expect(await source.extras.credit?.(id, scope)).toBeNull();
      expect((await source.customers.addresses?.([id], scope))?.get(id)).toBeNull();
      expect(scope.calls).toEqual([]);
    });
  });
});

describe('tokens', () => {
  /** Lets in the bearers of the newest token only; `expire` makes it worthless. */
  function guarded() {
    const seen = { tokens: 0, reads: 0 };
    let valid = '';
    const listener: RequestListener = (request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/token') {
        seen.tokens += 1;
        valid = `t${seen.tokens}`;
        response.end(JSON.stringify({ access_token: valid, expires_in: 5400, refresh_token: 'unused' }));
        return;
      }
      seen.reads += 1;
      if (request.headers.authorization !== `Bearer ${valid}`) response.writeHead(401).end('{}');
      else response.end('{"payload":{"customerId":"1"}}');
    };
    return { seen, listener, expire: () => (valid = 'another') };
  }

  const readFour = (source: Datasource) =>
    inScope((scope) => Promise.all(['1', '2', '3', '4'].map((id) => source.customers.get(id, scope))));

  it('are fetched once for concurrent calls and kept', async () => {
    const { seen, listener } = guarded();
    const source = await serving(listener);
    await readFour(source);
    await readFour(source);
    expect(seen).toEqual({ tokens: 1, reads: 8 });
  });

  it('are renewed once when the upstream refuses them, and each call is repeated once', async () => {
    const { seen, listener, expire } = guarded();
    const source = await serving(listener);
    await readFour(source);
    expire();
    expect(await readFour(source)).toHaveLength(4);
    expect(seen).toEqual({ tokens: 2, reads: 12 });
  });

  it('refused at once again are UNAUTHENTICATED', async () => {
    const { seen, listener, expire } = guarded();
    const source = await serving((request, response) => {
      listener(request, response);
      expire();
    });
    const result = await outcome(READS.customer ?? (() => Promise.reject(new Error())), source);
    expect(result).toMatchObject({ code: UpstreamErrorCode.UNAUTHENTICATED, upstreamStatus: 401 });
    expect(seen).toEqual({ tokens: 2, reads: 2 });
  });
});
