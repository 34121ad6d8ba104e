import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withoutPersonalData } from '../../../src/datasources/cloudcockpit/kept-bodies.js';
import type { Datasource } from '../../../src/datasources/source.js';
import { AnswerCache } from '../../../src/upstream/cache.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { sample } from '../../support/sample-upstream.js';
import { ALL, answering, endScopes, guid, openCockpit } from './cockpit.js';
import { OperationScope } from '../../../src/upstream/scope.js';

const DATA = JSON.stringify({
  Domain: 'lusitania1',
  CredentialsEmail: 'canary@mail.example',
  Password: 'canary',
});

const row = {
  id: guid(1),
  companyName: 'Lusitania',
  providerCustomers: { [guid(7)]: { providerInstanceId: guid(7), providerCustomerData: DATA } },
};
const listed = {
  ...row,
  id: guid(2),
  providerCustomers: [{ providerInstanceId: guid(7), providerCustomerData: DATA }],
};

let upstream: Awaited<ReturnType<typeof answering>>;
let source: Datasource;
beforeAll(async () => {
  upstream = await answering(({ url }) => ({
    body: url.pathname.endsWith(guid(1)) ? row : { items: [listed], totalCount: 1, hasNextPage: false },
  }));
  source = openCockpit(upstream.url, { transport: { ...PLAIN_TRANSPORT, freshMs: 60_000 } });
});
afterAll(async () => {
  endScopes();
  await source.close();
  await upstream.close();
});

async function inScope<Value>(read: (scope: OperationScope) => Promise<Value>): Promise<Value> {
  const scope = new OperationScope('request', 10_000);
  try {
    return await read(scope);
  } finally {
    scope.end();
  }
}

describe('what is kept of customers', () => {
  it('S11: has nothing of providerCustomerData but its domain, and reads as before', async () => {
    const read = () => inScope((scope) => source.customers.get(guid(1), scope));
    const list = () => inScope((scope) => source.customers.page(ALL, { position: null, size: 10 }, scope));
    const first = [await read(), (await list()).rows];
    const again = [await read(), (await list()).rows];
    expect(upstream.asked).toHaveLength(2);
    expect(again).toEqual(first);
    expect(JSON.stringify(first)).toContain('lusitania1');

    const { kept } = source;
    const bodies = upstream.asked.map(({ url }) => {
      const target = url.pathname + url.search;
      if (!(kept instanceof AnswerCache)) throw new Error('nothing is kept');
      return JSON.stringify((kept.fresh(target) ?? kept.fresh(`?${target}`))?.body);
    });
    expect(bodies).toEqual([expect.stringContaining('lusitania1'), expect.stringContaining('lusitania1')]);
    expect(bodies.join()).not.toContain('canary');
  });

  it('S11: loses nothing else', async () => {
    const body = await sample('cloudcockpit.customers.list.json');
    const without = JSON.stringify(withoutPersonalData(body));
    const unread = /"providerCustomerData":("(?:[^"\\]|\\.)*"|\{[^}]*\}|null)/g;
    expect(without).not.toContain('CredentialsEmail');
    expect(without.replace(unread, '')).toBe(JSON.stringify(body).replace(unread, ''));
  });
});
