import { beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'undici';
import { startSandbox } from '../../sandbox/index.js';
import { ION_INITIAL_REFRESH_TOKEN } from '../../sandbox/ion/credentials.js';
import { UpstreamFailure } from '../../src/errors.js';
import { rotatingRefreshToken } from '../../src/upstream/credentials/rotating-refresh-token.js';
import { tokenEndpoint } from '../../src/upstream/credentials/token-endpoint.js';
import { build } from '../e2e/support/process.js';
import { gate } from '../upstream/support/gate.js';
import { describeKinds, type Place } from './support/kinds.js';
import { runProcess, strictTokenServer } from './support/processes.js';

beforeAll(build, 60_000);

const exchange = (tokenUrl: string, first: string, rounds = 1) => ({
  name: 'exchange',
  tokenUrl,
  first,
  rounds,
});

/** The next process, which is this one: the access token it gets, or why it gets none. */
async function goOn(place: Place, tokenUrl: string, first = 'R0') {
  const { origin, pathname } = new URL(tokenUrl);
  const pool = new Pool(origin);
  // The lease of the killed one is over.
  await place.pass(60_000);
  const store = await place.open();
  const endpoint = tokenEndpoint('ion', pool, pathname, 5_000);
  const credentials = rotatingRefreshToken(endpoint, first, store.refreshTokens);
  try {
    return (await credentials.headers()).authorization;
  } catch (error) {
    return error instanceof UpstreamFailure ? error.code : error;
  } finally {
    await pool.close();
  }
}

/**
 * How many moments there are to die at: until the token request is sent; from its answer to the end of the write, when
 * the successor is in no process and in no store; and until the lease is given back.
 * A file: reads; begins the chain and takes the lease by lock, statement, commit each. Redis: one command each.
 */
const MOMENTS = { file: { before: 8, between: 4, after: 2 }, Redis: { before: 4, between: 2, after: 1 } };

describeKinds('Processes', (kind) => {
  /** Kills a process at the given moment of its first exchange, then goes on. */
  async function killedAt(killAt: number) {
    const [place, tokens] = [await kind.place(Date.now), await strictTokenServer()];
    const { wasKilled } = await runProcess({ url: place.url, killAt, task: exchange(tokens.url, 'R0') });
    return { wasKilled, next: await goOn(place, tokens.url), received: tokens.received };
  }

  describe('R21: A process killed while it exchanges a refresh token', () => {
    it('leaves the newest token the upstream gave, at every moment but one', async () => {
      const { before, between, after } = MOMENTS[kind.name];
      const moments = Array.from({ length: before + between + after }, (_, index) => killedAt(index + 1));
      const safe = { wasKilled: true, next: 'Bearer A1', received: ['R0'] };
      // The answer had left the upstream and was not in the store: nobody has the successor, and the spent one is refused.
      const lost = { wasKilled: true, next: 'UNAUTHENTICATED', received: ['R0', 'R0'] };
      expect(await Promise.all(moments)).toEqual([
        ...Array<typeof safe>(before).fill(safe),
        ...Array<typeof lost>(between).fill(lost),
        ...Array<typeof safe>(after).fill(safe),
      ]);
    }, 60_000);

    it('and locked out at that one goes on with a token that an operator puts into the configuration', async () => {
      const [place, spent] = [await kind.place(Date.now), await strictTokenServer()];
      const { url } = place;
      const killAt = MOMENTS[kind.name].before + 1;
      await runProcess({ url, killAt, task: exchange(spent.url, 'R0') });
      expect(await goOn(place, spent.url)).toBe('UNAUTHENTICATED');

      const renewed = await strictTokenServer({ name: 'P' });
      expect(await goOn(place, renewed.url, 'P0')).toBe('Bearer A1');
      await runProcess({ url, task: exchange(renewed.url, 'P0', 2) });
      expect(renewed.received).toEqual(['P0', 'P1']);
    });

    it('has spent nothing where the upstream had not answered yet', async () => {
      const received = gate();
      const tokens = await strictTokenServer({ hold: received.open });
      const place = await kind.place(Date.now);
      const task = exchange(tokens.url, 'R0');
      expect((await runProcess({ url: place.url, killWhen: received.promise, task })).wasKilled).toBe(true);
      expect(await goOn(place, tokens.url)).toBe('Bearer A1');
      expect(tokens.received).toEqual(['R0', 'R0']);
    });
  });

  describe('Processes that share a store', () => {
    it('R21: spend no refresh token twice, however hard they press', async () => {
      const sandbox = await startSandbox();
      const { url } = await kind.place();
      const task = exchange(`${sandbox.url}/ion/oauth/token`, ION_INITIAL_REFRESH_TOKEN, 12);
      const outcomes = await Promise.all([1, 2, 3].map(() => runProcess({ url, task })));
      expect(outcomes.map(({ printed }) => printed.error)).toEqual([undefined, undefined, undefined]);

      const calls = sandbox.calls('ion');
      const spent = calls.map(({ body }) => (body as { readonly refresh_token: string }).refresh_token);
      expect(calls.map(({ status }) => status)).toEqual(calls.map(() => 200));
      expect(new Set(spent).size).toBe(spent.length);
      // Each asks 12 times for another token; now and then one takes over what another has just got.
      expect(spent.length).toBeGreaterThanOrEqual(12);
      expect(spent.length).toBeLessThanOrEqual(36);
      await sandbox.close();
    }, 30_000);

    it('share the access token: one exchange for all of them', async () => {
      const [{ url }, tokens] = [await kind.place(), await strictTokenServer()];
      const task = exchange(tokens.url, 'R0');
      const outcomes = await Promise.all([1, 2, 3].map(() => runProcess({ url, task })));
      expect(outcomes.map(({ printed }) => printed.authorization)).toEqual([
        'Bearer A1',
        'Bearer A1',
        'Bearer A1',
      ]);
      expect(tokens.received).toEqual(['R0']);
    });
  });
});
