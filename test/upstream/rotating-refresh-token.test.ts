import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import type { IssuedTokens, RefreshTokens } from '../../src/store/store.js';
import { rotatingRefreshToken } from '../../src/upstream/credentials/rotating-refresh-token.js';
import type { TokenEndpoint } from '../../src/upstream/credentials/token-endpoint.js';
import { memoryRefreshTokens } from '../support/refresh-tokens.js';
import { rejection } from './support/calls.js';
import { gate } from './support/gate.js';

type Answer = Readonly<Record<string, unknown>>;

/** An endpoint that takes each refresh token once and answers with its successor: R0, R1, R2, … */
function strictEndpoint(answer: (use: number) => Answer = () => ({})) {
  const spent: string[] = [];
  const endpoint: TokenEndpoint = {
    sourceId: 'ion',
    post: ({ refresh_token = '' }) => {
      if (refresh_token !== `CANARY-R${spent.length}`)
        return Promise.reject(new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'ion'));
      spent.push(refresh_token);
      const use = spent.length;
      return Promise.resolve({
        access_token: `CANARY-A${use}`,
        expires_in: 7200,
        refresh_token: `CANARY-R${use}`,
        ...answer(use),
      });
    },
  };
  return { endpoint, spent };
}

const headersOf = (use: number) => ({ authorization: `Bearer CANARY-A${use}` });
const shown = (error: unknown) => inspect(error, { depth: Infinity, showHidden: true });

describe('a rotating refresh token', () => {
  it('is stored before the access token that came with it is used', async () => {
    const issuing = gate<IssuedTokens>();
    const stored = gate();
    const store: RefreshTokens = {
      async accessToken(_chain, exchange) {
        const issued = await exchange('CANARY-R0');
        issuing.open(issued);
        await stored.promise;
        return issued.accessToken;
      },
    };
    const credentials = rotatingRefreshToken(strictEndpoint().endpoint, 'CANARY-R0', store);
    const headers = Promise.resolve(credentials.headers());
    expect(await Promise.race([headers, issuing.promise])).toMatchObject({ refreshToken: 'CANARY-R1' });
    stored.open();
    expect(await headers).toEqual(headersOf(1));
  });

  it('is never spent twice, also when many calls are refused at once', async () => {
    const { endpoint, spent } = strictEndpoint();
    const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', memoryRefreshTokens());
    for (let round = 1; round <= 3; round += 1) {
      const headers = await Promise.all(Array.from({ length: 10 }, async () => credentials.headers()));
      expect(headers).toEqual(Array.from({ length: 10 }, () => headersOf(round)));
      for (const used of headers) credentials.refused(used);
    }
    expect(spent).toEqual(['CANARY-R0', 'CANARY-R1', 'CANARY-R2']);
  });

  it('goes on from the store, with the access token as long as it lasts and is accepted', async () => {
    const { endpoint, spent } = strictEndpoint();
    const store = memoryRefreshTokens();
    await rotatingRefreshToken(endpoint, 'CANARY-R0', store).headers();
    const restarted = rotatingRefreshToken(endpoint, 'CANARY-R0', store);
    const kept = await restarted.headers();
    expect([kept, spent]).toEqual([headersOf(1), ['CANARY-R0']]);
    restarted.refused(kept);
    expect([await restarted.headers(), spent]).toEqual([headersOf(2), ['CANARY-R0', 'CANARY-R1']]);
  });

  it('is spent where the kept access token is about to end', async () => {
    const { endpoint, spent } = strictEndpoint(() => ({ expires_in: 20 }));
    const store = memoryRefreshTokens();
    await rotatingRefreshToken(endpoint, 'CANARY-R0', store).headers();
    expect(await rotatingRefreshToken(endpoint, 'CANARY-R0', store).headers()).toEqual(headersOf(2));
    expect(spent).toEqual(['CANARY-R0', 'CANARY-R1']);
  });

  it('that the upstream refuses is UNAUTHENTICATED, and is still there for the next try', async () => {
    const { endpoint } = strictEndpoint();
    let isRefused = true;
    const moody: TokenEndpoint = {
      ...endpoint,
      post: (form) =>
        isRefused
          ? Promise.reject(new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'ion'))
          : endpoint.post(form),
    };
    const credentials = rotatingRefreshToken(moody, 'CANARY-R0', memoryRefreshTokens());
    const error = await rejection(Promise.resolve(credentials.headers()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.UNAUTHENTICATED });
    expect(shown(error)).not.toMatch(/CANARY/);
    isRefused = false;
    expect(await credentials.headers()).toEqual(headersOf(1));
  });

  it.each([{ refresh_token: undefined }, { refresh_token: '' }, { refresh_token: 7 }])(
    'without a successor is BAD_RESPONSE: %j',
    async (answer) => {
      const { endpoint } = strictEndpoint(() => answer);
      const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', memoryRefreshTokens());
      const error = await rejection(Promise.resolve(credentials.headers()));
      expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE });
      expect(shown(error)).not.toMatch(/CANARY/);
    },
  );

  it('is kept where the access token beside it is unusable', async () => {
    const { endpoint, spent } = strictEndpoint((use) => (use === 1 ? { access_token: null } : {}));
    const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', memoryRefreshTokens());
    expect(await rejection(Promise.resolve(credentials.headers()))).toMatchObject({
      code: UpstreamErrorCode.BAD_RESPONSE,
      message: "Source 'ion' answered a token request without a usable token.",
    });
    expect(await credentials.headers()).toEqual(headersOf(2));
    expect(spent).toEqual(['CANARY-R0', 'CANARY-R1']);
  });

  it('that cannot be stored fails the call without a word of what was to be stored', async () => {
    const store: RefreshTokens = {
      accessToken: () => Promise.reject(new Error('SET CANARY-R1: disk full')),
    };
    const credentials = rotatingRefreshToken(strictEndpoint().endpoint, 'CANARY-R0', store);
    const error = await rejection(Promise.resolve(credentials.headers()));
    expect(error).toMatchObject({
      code: UpstreamErrorCode.UNAUTHENTICATED,
      message: "The refresh token of source 'ion' could not be read or stored.",
    });
    expect(shown(error)).not.toMatch(/CANARY/);
  });
});
