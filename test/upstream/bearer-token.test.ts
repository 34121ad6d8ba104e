import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { BearerToken, type Token } from '../../src/upstream/credentials/bearer-token.js';
import { rejection } from './support/calls.js';
import { gate, type Gate } from './support/gate.js';

const LIFETIME_MS = 600_000;

/** Tokens t1, t2, …, fetched on a clock that only the test moves. */
function tokens(expiresInMs = LIFETIME_MS) {
  const clock = { now: 0 };
  let fetched = 0;
  const bearer = new BearerToken(
    () => {
      fetched += 1;
      return Promise.resolve({ value: `t${fetched}`, expiresInMs });
    },
    () => clock.now,
  );
  return { bearer, clock, fetched: () => fetched };
}

const headersOf = (name: string) => ({ authorization: `Bearer ${name}` });

describe('a bearer token', () => {
  it('is fetched once for all who need it at the same time, and given at once from then on', async () => {
    const flights: Gate<Token>[] = [];
    const bearer = new BearerToken(() => {
      const flight = gate<Token>();
      flights.push(flight);
      return flight.promise;
    });
    const waiting = Array.from({ length: 50 }, async () => await bearer.headers());
    expect(flights).toHaveLength(1);
    flights[0]?.open({ value: 't1', expiresInMs: LIFETIME_MS });
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 50 }, () => headersOf('t1')));
    expect(bearer.headers()).toEqual(headersOf('t1'));
    expect(flights).toHaveLength(1);
  });

  it('is renewed half a minute before it ends', async () => {
    const { bearer, clock } = tokens();
    await bearer.headers();
    clock.now = LIFETIME_MS - 30_001;
    expect(await bearer.headers()).toEqual(headersOf('t1'));
    clock.now = LIFETIME_MS - 30_000;
    expect(await bearer.headers()).toEqual(headersOf('t2'));
  });

  it('of ten seconds is used for five of them, not renewed with every call', async () => {
    const { bearer, clock, fetched } = tokens(10_000);
    await bearer.headers();
    clock.now = 4_999;
    await bearer.headers();
    expect(fetched()).toBe(1);
    clock.now = 5_000;
    await bearer.headers();
    expect(fetched()).toBe(2);
  });

  it('that is refused is thrown away', async () => {
    const { bearer } = tokens();
    expect(bearer.refused(await bearer.headers())).toBe(true);
    expect(await bearer.headers()).toEqual(headersOf('t2'));
  });

  it('that was just renewed survives a late refusal of the old one', async () => {
    const { bearer, fetched } = tokens();
    const old = await bearer.headers();
    bearer.refused(old);
    await bearer.headers();
    bearer.refused(old);
    bearer.refused({ ...old });
    expect(bearer.headers()).toEqual(headersOf('t2'));
    expect(fetched()).toBe(2);
  });

  it('that cannot be fetched fails all who wait, and is tried again by the next', async () => {
    let fetched = 0;
    const bearer = new BearerToken(() => {
      fetched += 1;
      return fetched === 1
        ? Promise.reject(new Error('down'))
        : Promise.resolve({ value: 't2', expiresInMs: LIFETIME_MS });
    });
    const waiting = [1, 2].map(() => rejection(Promise.resolve(bearer.headers())));
    expect(await Promise.all(waiting)).toMatchObject([{ message: 'down' }, { message: 'down' }]);
    expect(await bearer.headers()).toEqual(headersOf('t2'));
    expect(fetched).toBe(2);
  });
});

describe('credentials that are refused', () => {
  const refusal = new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src', { upstreamStatus: 400 });

  /** A token endpoint that says no until it is told otherwise. */
  function refusing(failure: Error = refusal) {
    const state = { now: 0, fetched: 0, failure: failure as Error | undefined };
    const bearer = new BearerToken(
      () => {
        state.fetched += 1;
        if (state.failure !== undefined) return Promise.reject(state.failure);
        return Promise.resolve({ value: `t${state.fetched}`, expiresInMs: LIFETIME_MS });
      },
      () => state.now,
    );
    return { bearer, state, ask: async () => await bearer.headers() };
  }

  it('are not shown to the token endpoint again for half a minute; callers learn how long', async () => {
    const { state, ask } = refusing();
    expect(await rejection(ask())).toBe(refusal);
    state.now = 12_000;
    for (let times = 0; times < 20; times += 1) {
      expect(await rejection(ask())).toMatchObject({
        ...{ code: 'UNAUTHENTICATED', sourceId: 'src', message: refusal.message },
        ...{ upstreamStatus: 400, retryAfterMs: 18_000 },
      });
    }
    expect(state.fetched).toBe(1);
  });

  it('are tried again then', async () => {
    const { state, ask } = refusing();
    await rejection(ask());
    state.now = 30_000;
    state.failure = undefined;
    expect(await ask()).toEqual(headersOf('t2'));
  });

  it('by the API, straight after a new token, are left alone as long', async () => {
    const { bearer, state, ask } = refusing();
    state.failure = undefined;
    const fresh = await ask();
    bearer.refusedAgain({ ...fresh }, refusal); // of a token that is not in use any more
    expect(await ask()).toBe(fresh);
    bearer.refusedAgain(fresh, refusal);
    expect(await rejection(ask())).toMatchObject({ code: 'UNAUTHENTICATED', retryAfterMs: 30_000 });
    state.now = 30_000;
    expect(await ask()).toEqual(headersOf('t2'));
  });

  it('R9: by an API that let others in before, are left alone only if they are refused again half a minute later', async () => {
    const { bearer, state, ask } = refusing();
    state.failure = undefined;
    bearer.accepted(await ask());
    expect(bearer.refused(await ask())).toBe(true);
    bearer.refusedAgain(await ask(), refusal);
    expect(bearer.refused(await ask())).toBe(false);
    expect(state.fetched).toBe(2);
    state.now = 30_000;
    expect(bearer.refused(await ask())).toBe(true);
    bearer.refusedAgain(await ask(), refusal);
    expect(await rejection(ask())).toMatchObject({ code: 'UNAUTHENTICATED', retryAfterMs: 30_000 });
    expect(state.fetched).toBe(3);
  });

  it.each([
    [
      'an endpoint that is down',
      new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src', { upstreamStatus: 503 }),
    ],
    ['a store that cannot be read', new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src')],
  ])('is not said of %s', async (_, failure) => {
    const { state, ask } = refusing(failure);
    await rejection(ask());
    state.failure = undefined;
    expect(await ask()).toEqual(headersOf('t2'));
  });
});
