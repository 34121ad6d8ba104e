import { describe, expect, it, jest } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { authenticated, type AuthenticatedSend } from '../../src/upstream/authenticate.js';
import { apiKeyCredentials } from '../../src/upstream/credentials/api-key.js';
import { BearerToken, type Token } from '../../src/upstream/credentials/bearer-token.js';
import { answer, callIn, operation, rejection, WRITE } from './support/calls.js';
import { gate, settle } from './support/gate.js';

const LIFETIME_MS = 600_000;

function tokens() {
  const seen = { fetched: 0 };
  const credentials = new BearerToken(() => {
    seen.fetched += 1;
    return Promise.resolve({ value: `t${seen.fetched}`, expiresInMs: LIFETIME_MS });
  });
  return { seen, credentials };
}

/** Lets in whoever shows one of these tokens. */
function guard(...valid: readonly string[]) {
  const seen: string[] = [];
  const exchange: AuthenticatedSend = async (call, { authorization = '' }) => {
    await settle();
    seen.push(`${call.request.method} ${authorization}`);
    if (valid.some((token) => authorization === `Bearer ${token}`)) return answer();
    throw new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src', { upstreamStatus: 401 });
  };
  return { seen, exchange };
}

describe('a call with credentials', () => {
  it('is repeated once with a new token after a 401; all calls share the renewal', async () => {
    const { seen, credentials } = tokens();
    const upstream = guard('t2');
    const send = authenticated(credentials, upstream.exchange);
    const calls = Array.from({ length: 20 }, () => send(callIn(operation())));
    expect(await Promise.all(calls)).toHaveLength(20);
    expect(seen.fetched).toBe(2);
    expect(upstream.seen).toHaveLength(40);
  });

  it('is repeated also where it writes: a refused write did nothing', async () => {
    const { credentials } = tokens();
    const upstream = guard('t2');
    await authenticated(credentials, upstream.exchange)(callIn(operation(), WRITE));
    expect(upstream.seen).toEqual(['POST Bearer t1', 'POST Bearer t2']);
  });

  it('is UNAUTHENTICATED after a second 401', async () => {
    const { seen, credentials } = tokens();
    const upstream = guard();
    const failed = rejection(authenticated(credentials, upstream.exchange)(callIn(operation())));
    expect(await failed).toMatchObject({ code: UpstreamErrorCode.UNAUTHENTICATED, upstreamStatus: 401 });
    expect([seen.fetched, upstream.seen.length]).toEqual([2, 2]);
  });

  it('asks neither for a token nor the upstream once a new token was refused too', async () => {
    const { seen, credentials } = tokens();
    const upstream = guard();
    const send = authenticated(credentials, upstream.exchange);
    for (let times = 0; times < 10; times += 1) {
      expect(await rejection(send(callIn(operation())))).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect([seen.fetched, upstream.seen.length]).toEqual([2, 2]);
  });

  it('R9: that is refused whatever its token shuts nobody else out, and spends no token for each try', async () => {
    const { seen, credentials } = tokens();
    const exchange = jest.fn<AuthenticatedSend>((call) =>
      call.target === '/forbidden'
        ? Promise.reject(
            new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src', { upstreamStatus: 401 }),
          )
        : Promise.resolve(answer()),
    );
    const send = authenticated(credentials, exchange);
    const forbidden = () => rejection(send({ ...callIn(operation()), target: '/forbidden' }));
    await send(callIn(operation()));
    for (let times = 0; times < 10; times += 1) {
      expect(await forbidden()).toMatchObject({ code: 'UNAUTHENTICATED', upstreamStatus: 401 });
      await send(callIn(operation()));
    }
    expect(seen.fetched).toBe(2);
    expect(exchange).toHaveBeenCalledTimes(22);
  });

  it('is not repeated where there are no other credentials', async () => {
    const upstream = guard();
    const send = authenticated(apiKeyCredentials('apiKey', 'k'), upstream.exchange);
    expect(await rejection(send(callIn(operation())))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(upstream.seen).toHaveLength(1);
  });

  it.each([UpstreamErrorCode.FORBIDDEN, UpstreamErrorCode.UNAVAILABLE])(
    'is not repeated after %s',
    async (code) => {
      const { seen, credentials } = tokens();
      const exchange = jest.fn<AuthenticatedSend>(() => Promise.reject(new UpstreamFailure(code, 'src')));
      await rejection(authenticated(credentials, exchange)(callIn(operation())));
      expect(exchange).toHaveBeenCalledTimes(1);
      expect(seen.fetched).toBe(1);
    },
  );

  it('uses the token that another call renewed meanwhile', async () => {
    const { seen, credentials } = tokens();
    const late = gate();
    const exchange: AuthenticatedSend = async (call, { authorization }) => {
      if (authorization !== 'Bearer t1') return answer(authorization);
      if (call.request.method === 'POST') await late.promise;
      throw new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src');
    };
    const send = authenticated(credentials, exchange);
    const slow = send(callIn(operation(), WRITE));
    await send(callIn(operation()));
    late.open();
    expect((await slow).body).toBe('Bearer t2');
    expect(seen.fetched).toBe(2);
  });
});

describe('who stops waiting for a token', () => {
  it('stops at once, and the others still get it', async () => {
    const flight = gate<Token>();
    const fetchToken = jest.fn(() => flight.promise);
    const send = authenticated(new BearerToken(fetchToken), () => Promise.resolve(answer()));
    const leaving = operation();
    const left = rejection(send(callIn(leaving)));
    const staying = send(callIn(operation()));
    leaving.end();
    expect(await left).toBe(leaving.stop.reason);
    flight.open({ value: 't1', expiresInMs: LIFETIME_MS });
    expect(await staying).toEqual(answer());
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });

  it('fetches none where its operation ended while the old one was being refused', async () => {
    const fetchToken = jest
      .fn<() => Promise<Token>>()
      .mockResolvedValueOnce({ value: 't1', expiresInMs: LIFETIME_MS })
      .mockRejectedValue(new Error('nobody would catch this'));
    const scope = operation();
    const send = authenticated(new BearerToken(fetchToken), () => {
      scope.end();
      return Promise.reject(new UpstreamFailure(UpstreamErrorCode.UNAUTHENTICATED, 'src'));
    });
    expect(await rejection(send(callIn(scope)))).toBe(scope.stop.reason);
    await settle();
    expect(fetchToken).toHaveBeenCalledTimes(1);
  });
});
