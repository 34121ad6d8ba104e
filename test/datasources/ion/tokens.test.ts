import { describe, expect, it } from '@jest/globals';
import type { RefreshTokens } from '../../../src/store/store.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';
import { sample, sampleUpstream } from '../../support/sample-upstream.js';
import { ACCOUNT, openIon, operation, scriptedIon, TOKEN } from './support.js';

const CUSTOMER = { name: 'accounts/10001/customers/1' };
const refreshTokenOf = (body: string) => new URLSearchParams(body).get('refresh_token');

describe('the rotating refresh token of ION', () => {
  it('is spent as a form, and its successor is stored before the access token is used', async () => {
    const events: string[] = [];
    const upstream = await scriptedIon(({ pathname }, { headers, body }) => {
      events.push(pathname === '/oauth/token' ? `token ${body}` : `call ${String(headers.authorization)}`);
      return pathname === '/oauth/token' ? undefined : { body: CUSTOMER };
    });
    const memory = memoryRefreshTokens();
    const store: RefreshTokens = {
      async accessToken(chain, exchange) {
        const token = await memory.accessToken(chain, exchange);
        await new Promise((resolve) => setTimeout(resolve, 20));
        events.push(`stored for ${chain.sourceId}`);
        return token;
      },
    };
    const source = openIon(upstream.url, store);
    await operation((scope) => source.customers.get('1', scope));
    expect(events).toEqual([
      'token grant_type=refresh_token&refresh_token=FIRST-REFRESH',
      'stored for ion',
      'call Bearer ACCESS-1',
    ]);
    expect(upstream.calls[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    await source.close();
    await upstream.close();
  });

  it('is spent once for calls that need it at the same time', async () => {
    const upstream = await scriptedIon(({ pathname }) =>
      pathname === '/oauth/token' ? undefined : { body: { name: pathname.replace('/api/v3/', '') } },
    );
    const source = openIon(upstream.url);
    await operation((scope) =>
      Promise.all(['1', '2', '3', '4'].map((id) => source.customers.get(id, scope))),
    );
    expect(upstream.calls.filter(({ url }) => url === '/oauth/token')).toHaveLength(1);
    expect(upstream.calls).toHaveLength(5);
    await source.close();
    await upstream.close();
  });

  it('is renewed once after a 401, with the successor and never with the spent one', async () => {
    const upstream = await scriptedIon(({ pathname }, { headers }) => {
      if (pathname === '/oauth/token') return undefined;
      return headers.authorization === 'Bearer ACCESS-1'
        ? { status: 401, body: {} }
        : { body: { name: pathname.replace('/api/v3/', '') } };
    });
    const source = openIon(upstream.url);
    const found = await operation((scope) =>
      Promise.all(['1', '2', '3'].map((id) => source.customers.get(id, scope))),
    );
    expect(found.map((customer) => customer?.externalId)).toEqual(['1', '2', '3']);
    const spent = upstream.calls
      .filter(({ url }) => url === '/oauth/token')
      .map(({ body }) => refreshTokenOf(body));
    expect(spent).toEqual(['FIRST-REFRESH', 'REFRESH-1']);
    expect(upstream.calls).toHaveLength(2 + 6);
    await source.close();
    await upstream.close();
  });

  it('comes from the store where one is known', async () => {
    const upstream = await sampleUpstream([
      TOKEN,
      { on: `GET ${ACCOUNT}/customers/20001`, file: 'ion.customers.get.json' },
    ]);
    const store = memoryRefreshTokens();
    const chain = { sourceId: 'ion', first: 'FIRST-REFRESH', isUsable: () => false };
    await store.accessToken(chain, () =>
      Promise.resolve({ refreshToken: 'STORED-REFRESH', accessToken: null }),
    );
    const source = openIon(upstream.url, store);
    await operation((scope) => source.customers.get('20001', scope));
    expect(refreshTokenOf(upstream.calls[0]?.body ?? '')).toBe('STORED-REFRESH');
    let newest = '';
    await store.accessToken(chain, (refreshToken) => {
      newest = refreshToken;
      return Promise.resolve({ refreshToken, accessToken: null });
    });
    expect(newest).toBe('SYNTHETICREFRESH-NEXT');
    await source.close();
    await upstream.close();
  });

  it('that ION cannot validate is UNAUTHENTICATED, and stands in no error', async () => {
    const body = await sample('ion.oauth.token.error.400.json');
    const upstream = await scriptedIon(() => ({ status: 400, body }));
    const source = openIon(upstream.url);
    const failure: unknown = await operation((scope) => source.customers.get('1', scope)).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'UNAUTHENTICATED', upstreamStatus: 400 });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(/FIRST-REFRESH|redis/);
    expect(upstream.calls).toHaveLength(1);
    await source.close();
    await upstream.close();
  });
});
