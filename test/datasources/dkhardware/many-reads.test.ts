import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dkhardware } from '../../../src/datasources/dkhardware/index.js';
import { Loaders } from '../../../src/datasources/loaders.js';
import { Sources } from '../../../src/datasources/sources.js';
import { OperationScope } from '../../../src/upstream/scope.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';

const CUSTOMERS = 1_500;
const READS_PER_SECOND = 30;

const row = (id: number) => ({ customerId: String(id), company: `Company ${id}` });

/** A DK Hardware of 1,500 customers, which notes what it is asked. */
async function upstream() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://dk.example');
    request.resume();
    if (pathname === '/token') {
      response.end(JSON.stringify({ access_token: 'token', expires_in: 86_400, token_type: 'Bearer' }));
      return;
    }
    asked.push(pathname);
    const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
    const ids = Array.from({ length: CUSTOMERS }, (_, index) => index + 1);
    const payload =
      pathname === '/v1/customer/'
        ? ids.slice(offset, offset + limit).map(row)
        : row(Number(pathname.split('/').at(-1)));
    response.end(JSON.stringify({ payload, success: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, server };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('1,500 customers, of whom 30 a second are read by id', () => {
  it('take at most 30 calls a minute, and every answer is right', async () => {
    const { url, asked, server } = await upstream();
    const source = dkhardware.schema
      .parse({
        ...{ id: 'dkh', provider: 'dkhardware', baseUrl: url },
        credentials: { tokenUrl: `${url}/token`, clientId: 'a', clientSecret: 'b', scope: 'customers' },
      })
      .open({ refreshTokens: memoryRefreshTokens(), observe: () => undefined });
    const sources = Sources.open([source]);
    // The clock alone: what goes over sockets takes its own time.
    jest.useFakeTimers({
      advanceTimers: true,
      doNotFake: [
        'performance',
        'setTimeout',
        'setImmediate',
        'nextTick',
        'queueMicrotask',
        'setInterval',
        'clearTimeout',
        'clearInterval',
        'clearImmediate',
        'hrtime',
      ],
    });
    const begun = Date.now();
    const wrong: string[] = [];
    let seed = 42;
    for (let read = 0; read < 60 * READS_PER_SECOND; read += 1) {
      jest.setSystemTime(begun + (read * 1_000) / READS_PER_SECOND);
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      const id = String(1 + (seed % CUSTOMERS));
      const scope = new OperationScope(`read-${read}`, 60_000);
      const customer = await new Loaders(sources, scope).of('dkh')?.customers.load(id);
      scope.end();
      if (customer?.companyName !== `Company ${id}`) wrong.push(id);
    }
    await source.close();
    server.close();
    expect(wrong).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(30);
    expect(asked.filter((path) => path === '/v1/customer/').length).toBeGreaterThan(0);
  });
});
