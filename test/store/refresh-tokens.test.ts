import { setTimeout as sleep } from 'node:timers/promises';
import Libsql from 'libsql';
import { describe, expect, it } from '@jest/globals';
import type { IssuedTokens, Store, TokenChain } from '../../src/store/store.js';
import { rejection } from '../upstream/support/calls.js';
import { gate } from '../upstream/support/gate.js';
import { describeKinds } from './support/kinds.js';
import { freshUrl, open } from './support/stores.js';

const HOUR_MS = 3_600_000;

/** Asks for another access token than any that is there. */
const another: TokenChain = { sourceId: 'ion', first: 'R0', isUsable: () => false };
const any: TokenChain = { ...another, isUsable: () => true };

/** R0 is answered with A1 and R1, R1 with A2 and R2. */
function upstream() {
  const spent: string[] = [];
  const exchange = (refreshToken: string): Promise<IssuedTokens> => {
    spent.push(refreshToken);
    const next = Number(refreshToken.slice(1)) + 1;
    const accessToken = { value: `A${next}`, expiresAt: HOUR_MS };
    return Promise.resolve({ refreshToken: `R${next}`, accessToken });
  };
  return { spent, exchange };
}

const never = () => Promise.reject(new Error('no exchange was needed'));

describeKinds('The store', (kind) => {
  describe('A chain of refresh tokens', () => {
    it('goes on where it was left, also in another process', async () => {
      const place = await kind.place();
      const { spent, exchange } = upstream();
      for (let round = 1; round <= 3; round += 1) {
        const store = await place.open();
        expect(await store.refreshTokens.accessToken(another, exchange)).toMatchObject({
          value: `A${round}`,
        });
      }
      expect(spent).toEqual(['R0', 'R1', 'R2']);
    });

    it('gives the access token it has, where that will do', async () => {
      const { refreshTokens } = await (await kind.place()).open();
      await refreshTokens.accessToken(any, upstream().exchange);
      const token = { value: 'A1', expiresAt: HOUR_MS };
      expect(await refreshTokens.accessToken(any, never)).toEqual(token);
      const asked: unknown[] = [];
      const isUsable = (known: unknown) => asked.push(known) > 0;
      await refreshTokens.accessToken({ ...any, isUsable }, never);
      expect(asked).toEqual([token]);
    });

    it('belongs to its source and to the token it began with', async () => {
      const { refreshTokens } = await (await kind.place()).open();
      const { spent, exchange } = upstream();
      await refreshTokens.accessToken(another, exchange);
      await refreshTokens.accessToken({ ...another, sourceId: 'ion-2' }, exchange);
      await refreshTokens.accessToken({ ...another, first: 'R70' }, exchange);
      // The old configuration, of a process that is not replaced yet, keeps to its own chain.
      await refreshTokens.accessToken(another, exchange);
      await refreshTokens.accessToken({ ...another, first: 'R70' }, exchange);
      expect(spent).toEqual(['R0', 'R0', 'R70', 'R1', 'R71']);
    });

    it('keeps its token where the exchange fails, and the next one tries at once', async () => {
      const { refreshTokens } = await (await kind.place()).open();
      const { spent, exchange } = upstream();
      const failing = (refreshToken: string) => Promise.reject(new Error(`no answer to ${refreshToken}`));
      expect(await rejection(refreshTokens.accessToken(another, failing))).toMatchObject({
        message: 'no answer to R0',
      });
      await refreshTokens.accessToken(another, exchange);
      expect(spent).toEqual(['R0']);
    });

    it('keeps the successor that came without an access token', async () => {
      const { refreshTokens } = await (await kind.place()).open();
      const { spent, exchange } = upstream();
      const halfAnswer = () => Promise.resolve({ refreshToken: 'R1', accessToken: null });
      expect(await refreshTokens.accessToken(any, halfAnswer)).toBeNull();
      expect(await refreshTokens.accessToken(any, exchange)).toMatchObject({ value: 'A2' });
      expect(spent).toEqual(['R1']);
    });
  });

  describe('The lease of an exchange', () => {
    /** One store in the midst of an exchange, and another one over the same place. */
    async function amidst(leaseMs: number) {
      const place = await kind.place();
      const [one, other] = [await place.open({ leaseMs }), await place.open({ leaseMs })];
      const [asked, answered] = [gate<string>(), gate<IssuedTokens>()];
      const first = one.refreshTokens.accessToken(another, (refreshToken) => {
        asked.open(refreshToken);
        return answered.promise;
      });
      expect(await asked.promise).toBe('R0');
      return { place, one, other, first, answered };
    }

    const isPending = async (promise: Promise<unknown>) =>
      (await Promise.race([promise, sleep(150, 'pending')])) === 'pending';

    it('makes the other process wait, and take over what came of it', async () => {
      const { other, first, answered } = await amidst(10_000);
      const waiting = other.refreshTokens.accessToken(any, never);
      expect(await isPending(waiting)).toBe(true);
      answered.open({ refreshToken: 'R1', accessToken: { value: 'A1', expiresAt: HOUR_MS } });
      expect(await Promise.all([first, waiting])).toMatchObject([{ value: 'A1' }, { value: 'A1' }]);
    });

    it('runs out where its process is silent; an answer that comes later is still the newest', async () => {
      const { place, one, other, first, answered } = await amidst(10_000);
      await place.pass(10_000 - kind.grainMs);
      const refused = (refreshToken: string) => Promise.reject(new Error(`${refreshToken} is spent`));
      const late = rejection(other.refreshTokens.accessToken(another, refused));
      expect(await isPending(late)).toBe(true);
      await place.pass(kind.grainMs);
      expect(await late).toMatchObject({ message: 'R0 is spent' });
      answered.open({ refreshToken: 'R1', accessToken: { value: 'A1', expiresAt: HOUR_MS } });
      await first;
      const { spent, exchange } = upstream();
      for (const store of [one, other]) await store.refreshTokens.accessToken(another, exchange);
      expect(spent).toEqual(['R1', 'R2']);
    });

    it('that ran out is not given back by who held it, and what comes late undoes nothing', async () => {
      const { place, one, other, first, answered } = await amidst(10_000);
      await place.pass(10_000);
      const [asked, answeredLate] = [gate<string>(), gate<IssuedTokens>()];
      const second = other.refreshTokens.accessToken(another, (refreshToken) => {
        asked.open(refreshToken);
        return answeredLate.promise;
      });
      expect(await asked.promise).toBe('R0');
      answered.open({ refreshToken: 'R1', accessToken: null });
      await first;
      const { spent, exchange } = upstream();
      const third = one.refreshTokens.accessToken(another, exchange);
      expect(await isPending(third)).toBe(true);
      answeredLate.open({ refreshToken: 'R90', accessToken: null });
      await Promise.all([second, third]);
      expect(spent).toEqual(['R1']);
    });

    it('is renewed as long as the exchange lasts', async () => {
      const place = await kind.place(Date.now);
      const stores: Store[] = [await place.open({ leaseMs: 90 }), await place.open({ leaseMs: 90 })];
      let underway = 0;
      const slow = async (refreshToken: string): Promise<IssuedTokens> => {
        underway += 1;
        expect(underway).toBe(1);
        await sleep(300);
        underway -= 1;
        return { refreshToken: `${refreshToken}'`, accessToken: null };
      };
      await Promise.all(stores.map((store) => store.refreshTokens.accessToken(another, slow)));
      let newest = '';
      await stores[0]?.refreshTokens.accessToken(another, (refreshToken) => {
        newest = refreshToken;
        return Promise.resolve({ refreshToken, accessToken: null });
      });
      expect(newest).toBe("R0''");
    });
  });
});

describe('A chain of refresh tokens in a file', () => {
  it('does not spend a token again whose successor could not be written', async () => {
    const url = await freshUrl();
    const { refreshTokens } = await open(url);
    const { spent, exchange } = upstream();
    await refreshTokens.accessToken(another, exchange);
    const disk = new Libsql(url.slice('file:'.length));
    disk.exec(
      "create trigger full before update of generation on refresh_tokens begin select raise(abort, 'disk full'); end",
    );
    expect(await rejection(refreshTokens.accessToken(another, exchange))).toMatchObject({
      message: expect.stringContaining('disk full'),
    });
    expect(await rejection(refreshTokens.accessToken(another, exchange))).toMatchObject({
      message: expect.stringContaining('disk full'),
    });
    expect(spent).toEqual(['R0', 'R1']);

    disk.exec('drop trigger full');
    disk.close();
    // The access token that came with the successor was never used.
    expect(await refreshTokens.accessToken(any, never)).toMatchObject({ value: 'A2' });
    await refreshTokens.accessToken(another, exchange);
    expect(spent).toEqual(['R0', 'R1', 'R2']);
  });
});
