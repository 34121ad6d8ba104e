import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { RefreshTokenMemory } from '../../src/upstream/credentials/refresh-token-memory.js';
import {
  rotatingRefreshToken,
  type RefreshTokenStore,
} from '../../src/upstream/credentials/rotating-refresh-token.js';
import type { TokenEndpoint } from '../../src/upstream/credentials/token-endpoint.js';
import { rejection } from './support/calls.js';
import { gate, settle } from './support/gate.js';

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
    const saving = gate();
    const saved: string[] = [];
    const store: RefreshTokenStore = {
      load: () => Promise.resolve(undefined),
      save: (sourceId, token) => {
        saved.push(`${sourceId} ${token}`);
        return saving.promise;
      },
    };
    const credentials = rotatingRefreshToken(strictEndpoint().endpoint, 'CANARY-R0', store);
    let given: unknown;
    void Promise.resolve(credentials.headers()).then((headers) => (given = headers));
    await settle();
    expect([saved, given]).toEqual([['ion CANARY-R1'], undefined]);
    saving.open();
    await settle();
    expect(given).toEqual(headersOf(1));
  });

  it('is never spent twice, also when many calls are refused at once', async () => {
    const { endpoint, spent } = strictEndpoint();
    const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', new RefreshTokenMemory());
    for (let round = 1; round <= 3; round += 1) {
      const headers = await Promise.all(Array.from({ length: 10 }, async () => await credentials.headers()));
      expect(headers).toEqual(Array.from({ length: 10 }, () => headersOf(round)));
      for (const used of headers) credentials.refused(used);
    }
    expect(spent).toEqual(['CANARY-R0', 'CANARY-R1', 'CANARY-R2']);
  });

  it('from the store goes before the one of the configuration, which is spent long since', async () => {
    const { endpoint, spent } = strictEndpoint();
    const store = new RefreshTokenMemory();
    await store.save('ion', 'CANARY-R0');
    await store.save('another', 'CANARY-R7');
    expect(await rotatingRefreshToken(endpoint, 'CANARY-OLD', store).headers()).toEqual(headersOf(1));
    expect([spent, await store.load('ion'), await store.load('another')]).toEqual([
      ['CANARY-R0'],
      'CANARY-R1',
      'CANARY-R7',
    ]);
  });

  it('that the upstream refuses is UNAUTHENTICATED, and nothing is stored', async () => {
    const store = new RefreshTokenMemory();
    const error = await rejection(
      Promise.resolve(rotatingRefreshToken(strictEndpoint().endpoint, 'CANARY-OLD', store).headers()),
    );
    expect(error).toMatchObject({ code: UpstreamErrorCode.UNAUTHENTICATED });
    expect(shown(error)).not.toMatch(/CANARY/);
    expect(await store.load('ion')).toBeUndefined();
  });

  it.each([{ refresh_token: undefined }, { refresh_token: '' }, { refresh_token: 7 }])(
    'without a successor is BAD_RESPONSE: %j',
    async (answer) => {
      const { endpoint } = strictEndpoint(() => answer);
      const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', new RefreshTokenMemory());
      const error = await rejection(Promise.resolve(credentials.headers()));
      expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE });
      expect(shown(error)).not.toMatch(/CANARY/);
    },
  );

  it('is kept where the access token beside it is unusable', async () => {
    const { endpoint } = strictEndpoint((use) => (use === 1 ? { access_token: null } : {}));
    const store = new RefreshTokenMemory();
    const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', store);
    await rejection(Promise.resolve(credentials.headers()));
    expect(await store.load('ion')).toBe('CANARY-R1');
    expect(await credentials.headers()).toEqual(headersOf(2));
  });

  it('that cannot be stored fails the call, and is not lost while the process lives', async () => {
    const memory = new RefreshTokenMemory();
    let isBroken = true;
    const store: RefreshTokenStore = {
      load: (sourceId) => memory.load(sourceId),
      save: (sourceId, token) =>
        isBroken ? Promise.reject(new Error(`SET ${token}: disk full`)) : memory.save(sourceId, token),
    };
    const { endpoint, spent } = strictEndpoint();
    const credentials = rotatingRefreshToken(endpoint, 'CANARY-R0', store);
    const error = await rejection(Promise.resolve(credentials.headers()));
    expect(error).toMatchObject({
      code: UpstreamErrorCode.UNAUTHENTICATED,
      message: "The new refresh token of source 'ion' could not be stored.",
    });
    expect(shown(error)).not.toMatch(/CANARY/);
    isBroken = false;
    expect(await credentials.headers()).toEqual(headersOf(2));
    expect(spent).toEqual(['CANARY-R0', 'CANARY-R1']);
    expect(await memory.load('ion')).toBe('CANARY-R2');
  });
});
