import { describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../src/store/faults.js';
import type { Beginning, Claim, IdempotencyKey, Store } from '../../src/store/store.js';
import { rejection } from '../upstream/support/calls.js';
import { describeKinds, STANDSTILL } from './support/kinds.js';

const DAY_MS = 24 * 3_600_000;
const LEASE_MS = 10_000;
const KEY: IdempotencyKey = { caller: 'portal', mutation: 'createCustomer', key: 'k-1' };
const INPUT = '{"name":"Contoso"}';

const begin = ({ idempotency }: Store, input = INPUT) => idempotency.begin(KEY, input);

function claimOf(beginning: Beginning): Claim {
  if ('claim' in beginning) return beginning.claim;
  throw new Error(`nothing to claim: ${beginning.outcome}`);
}

describeKinds('Idempotency', (kind) => {
  /** Two stores over one place, as two processes have them. */
  async function pair() {
    const place = await kind.place();
    const options = { leaseMs: LEASE_MS };
    return { place, one: await place.open(options), other: await place.open(options) };
  }

  /** About the given time: what is told as an age is as exact as the kind of store. */
  const about = (time: number) =>
    kind.grainMs === 1 ? time : expect.closeTo(time, -Math.log10(2 * kind.grainMs));

  describe('A request with an idempotency key', () => {
    it('is under way for everybody else, then answered again with its first payload', async () => {
      const { one, other } = await pair();
      const first = await begin(one);
      expect(first.outcome).toBe('fresh');
      for (const store of [one, other]) expect(await begin(store)).toEqual({ outcome: 'in-progress' });
      await claimOf(first).sending();
      expect(await begin(other)).toEqual({ outcome: 'in-progress' });
      const payload = { customer: { id: 'c1' }, userErrors: [] };
      await claimOf(first).done(payload);
      for (const store of [one, other]) expect(await begin(store)).toEqual({ outcome: 'replay', payload });
    });

    it('is a conflict with another input, under way or done', async () => {
      const { one, other } = await pair();
      const first = await begin(one);
      expect(await begin(other, '{}')).toEqual({ outcome: 'conflict' });
      await claimOf(first).done(null);
      expect(await begin(other, '{}')).toEqual({ outcome: 'conflict' });
      expect(await begin(other)).toEqual({ outcome: 'replay', payload: null });
    });

    it.each<Partial<IdempotencyKey>>([{ caller: 'another' }, { mutation: 'updateCustomer' }, { key: 'k-2' }])(
      'is another one with %j',
      async (difference) => {
        const { one } = await pair();
        await begin(one);
        expect((await one.idempotency.begin({ ...KEY, ...difference }, INPUT)).outcome).toBe('fresh');
      },
    );

    it('is told apart from one whose parts only read the same when put together', async () => {
      const { one } = await pair();
      await one.idempotency.begin({ caller: 'a', mutation: 'b', key: 'c' }, INPUT);
      const { outcome } = await one.idempotency.begin({ caller: 'a","b', mutation: '', key: 'c' }, INPUT);
      expect(outcome).toBe('fresh');
    });

    it('whose input was refused is as if it had never been', async () => {
      const { one, other } = await pair();
      await claimOf(await begin(one)).forget();
      expect((await begin(other, '{"name":"Contoso AG"}')).outcome).toBe('fresh');
    });

    it('has one reference for whoever holds it, and another one once it is forgotten', async () => {
      const { place, one, other } = await pair();
      const silent = claimOf(await begin(one));
      expect(silent.reference).toMatch(/^[\w-]{16,64}$/);
      await place.pass(LEASE_MS);
      const taken = claimOf(await begin(other));
      expect(taken.reference).toBe(silent.reference);
      await taken.sending();
      await taken.unknown();
      const resolver = claimOf(await begin(one));
      expect(resolver.reference).toBe(silent.reference);
      await resolver.forget();
      expect(claimOf(await begin(one)).reference).not.toBe(silent.reference);
    });

    it('tells when its first try was sent, and when its last', async () => {
      const { place, one, other } = await pair();
      const first = claimOf(await begin(one));
      expect(await first.sending()).toBe(STANDSTILL);
      await first.unknown();
      await place.pass(DAY_MS);
      const resolved = await begin(other);
      expect(resolved).toMatchObject({ firstSentAt: STANDSTILL, lastSentAt: about(STANDSTILL) });
      expect(await claimOf(resolved).sending()).toBe(STANDSTILL);
      await claimOf(resolved).unknown();
      expect(await begin(one)).toMatchObject({
        firstSentAt: STANDSTILL,
        lastSentAt: about(STANDSTILL + DAY_MS),
      });
    });

    it('whose answer was lost is given to one, to be resolved', async () => {
      const { one, other } = await pair();
      const first = claimOf(await begin(one));
      await first.sending();
      await first.unknown();
      expect(await begin(one, '{}')).toEqual({ outcome: 'conflict' });
      const outcomes = await Promise.all([begin(other), begin(one), begin(other)]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        'in-progress',
        'in-progress',
        'unresolved',
      ]);
      const resolver = outcomes.find(({ outcome }) => outcome === 'unresolved');
      if (resolver !== undefined) await claimOf(resolver).done('found by reading back');
      expect(await begin(one)).toEqual({ outcome: 'replay', payload: 'found by reading back' });
    });
  });

  describe('A claim whose process is silent', () => {
    it('runs out: fresh again where nothing was sent', async () => {
      const { place, one, other } = await pair();
      const silent = claimOf(await begin(one));
      await place.pass(LEASE_MS - kind.grainMs);
      expect((await begin(other)).outcome).toBe('in-progress');
      await place.pass(kind.grainMs);
      expect((await begin(other)).outcome).toBe('fresh');
      // Having slept through, it must not send any more, nor take the other's claim away.
      expect(await rejection(silent.sending())).toBeInstanceOf(LeaseLost);
      await silent.forget();
      expect((await begin(one)).outcome).toBe('in-progress');
    });

    it('runs out: unresolved where the write may have been sent', async () => {
      const { place, one, other } = await pair();
      const silent = claimOf(await begin(one));
      await silent.sending();
      await place.pass(LEASE_MS);
      const taken = await begin(other);
      expect(taken.outcome).toBe('unresolved');
      // The late answer is the truth; what the other makes of it changes nothing.
      await silent.done('answered late');
      await claimOf(taken).done('read back');
      expect(await begin(one)).toEqual({ outcome: 'replay', payload: 'answered late' });
    });
  });

  describe('A record', () => {
    it('is kept for a day after its result, in the store, and then pruned', async () => {
      const { place, one } = await pair();
      const first = claimOf(await begin(one));
      await place.pass(5_000);
      await first.done('payload');
      await one.close();
      const later = await place.open();
      await place.pass(DAY_MS - kind.grainMs);
      expect(await begin(later)).toEqual({ outcome: 'replay', payload: 'payload' });
      await place.pass(kind.grainMs);
      expect((await begin(later, 'another input')).outcome).toBe('fresh');
    });

    it('whose day is over is forgotten at once, although the store looks for others once a minute', async () => {
      const { place, one } = await pair();
      await claimOf(await begin(one)).done('payload');
      await place.pass(DAY_MS - kind.grainMs);
      expect((await begin(one)).outcome).toBe('replay');
      await place.pass(kind.grainMs);
      expect((await begin(one)).outcome).toBe('fresh');
    });

    it('of an unknown outcome is kept longer: forgetting it would let the write be repeated', async () => {
      const { place, one } = await pair();
      const first = claimOf(await begin(one));
      await first.sending();
      await first.unknown();
      await place.pass(29 * DAY_MS);
      expect((await begin(one)).outcome).toBe('unresolved');
    });
  });
});
