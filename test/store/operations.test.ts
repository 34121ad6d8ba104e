import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { NewOperation } from '../../src/store/store.js';
import { kindSchema, recordedErrorSchema, statusSchema } from '../../src/store/operation-words.js';
import { OperationKind, OperationStatus } from '../../src/types/operation.js';
import { UserErrorCode } from '../../src/types/user-error.js';
import { describeKinds } from './support/kinds.js';

const DAY_MS = 24 * 3_600_000;
const LEASE_MS = 10_000;

const operation = (id: string, nextPollAt: number, sourceId = 'dkh'): NewOperation => ({
  sourceId,
  id,
  kind: 'CREATE_CUSTOMER',
  handle: `submission ${id}`,
  nextPollAt,
});

describeKinds('The store', (kind) => {
  async function pair() {
    const place = await kind.place();
    const options = { leaseMs: LEASE_MS };
    const [one, other] = [await place.open(options), await place.open(options)];
    return { place, one: one.operations, other: other.operations };
  }

  describe('An operation', () => {
    it('is kept with everything that was said of it', async () => {
      const { place, one } = await pair();
      expect(await one.create(operation('s1', 1_000_500))).toEqual({
        ...operation('s1', 1_000_500),
        status: 'ACCEPTED',
        customerExternalId: null,
        orderExternalId: null,
        userErrors: [],
        polls: 0,
        createdAt: 1_000_000,
        updatedAt: 1_000_000,
      });
      const named = { customerExternalId: 'C0', orderExternalId: 'O0' };
      expect(await one.create({ ...operation('s2', 1_000_500), ...named })).toMatchObject(named);
      await place.pass(700);
      const userErrors = [
        { field: ['input', 'email'], code: 'TAKEN', message: 'is in use' },
        { field: null, code: 'REJECTED', message: 'refused' },
      ] as const;
      const changed = await one.update(
        { sourceId: 'dkh', id: 's1' },
        { status: 'FAILED', customerExternalId: 'C1', orderExternalId: 'O1', handle: 'next', userErrors },
      );
      expect(changed).toEqual({
        ...operation('s1', 0),
        status: 'FAILED',
        customerExternalId: 'C1',
        orderExternalId: 'O1',
        userErrors,
        handle: 'next',
        polls: 0,
        nextPollAt: null,
        createdAt: 1_000_000,
        updatedAt: 1_000_700,
      });
      const { operations: reopened } = await place.open();
      expect(await reopened.find({ sourceId: 'dkh', id: 's1' })).toEqual(changed);
    });

    it('that is recorded a second time stays what it is', async () => {
      const { one, other } = await pair();
      await one.create(operation('s1', 1));
      await one.update({ sourceId: 'dkh', id: 's1' }, { status: 'PROCESSING' });
      expect(await other.create({ ...operation('s1', 9), handle: 'another' })).toMatchObject({
        status: 'PROCESSING',
        handle: 'submission s1',
        nextPollAt: 1,
      });
    });

    it('keeps its result', async () => {
      const { one } = await pair();
      const reference = { sourceId: 'dkh', id: 's1' };
      await one.create(operation('s1', 1));
      await one.update(reference, { status: 'SUCCEEDED', customerExternalId: 'C1' });
      const late = await one.update(reference, {
        status: 'PROCESSING',
        customerExternalId: null,
        nextPollAt: 5,
      });
      expect(late).toMatchObject({ status: 'SUCCEEDED', customerExternalId: 'C1', nextPollAt: null });
    });

    it('that two change at once keeps what each of them said', async () => {
      const { one, other } = await pair();
      const reference = { sourceId: 'dkh', id: 's1' };
      await one.create(operation('s1', 1));
      await Promise.all([
        one.update(reference, { customerExternalId: 'C1' }),
        other.update(reference, { orderExternalId: 'O1' }),
        one.update(reference, { handle: 'next' }),
      ]);
      const all = { customerExternalId: 'C1', orderExternalId: 'O1', handle: 'next' };
      expect(await other.find(reference)).toMatchObject(all);
    });

    it('is null where there is none of that source', async () => {
      const { one } = await pair();
      await one.create(operation('s1', 1));
      expect(await one.find({ sourceId: 'arrow', id: 's1' })).toBeNull();
      expect(await one.update({ sourceId: 'dkh', id: 's2' }, { status: 'FAILED' })).toBeNull();
    });

    it('with a result is forgotten after a month; one without is not', async () => {
      const { place, one } = await pair();
      await one.create(operation('finished', 1));
      await one.create(operation('open', 1));
      await one.update({ sourceId: 'dkh', id: 'finished' }, { status: 'SUCCEEDED' });
      const has = async (id: string) => (await one.find({ sourceId: 'dkh', id })) !== null;
      await place.pass(30 * DAY_MS - kind.grainMs);
      await one.create(operation('a', 1));
      expect([await has('finished'), await has('open')]).toEqual([true, true]);
      await place.pass(kind.grainMs);
      await one.create(operation('b', 1));
      expect([await has('finished'), await has('open')]).toEqual([false, true]);
    });
  });

  describe('Operations that are due', () => {
    it('are taken by one process, longest due first, of the sources it knows', async () => {
      const { place, one, other } = await pair();
      await one.create(operation('later', 1_000_300));
      await one.create(operation('soon', 1_000_100));
      await one.create(operation('elsewhere', 1_000_000, 'arrow'));
      await one.create(operation('middle', 1_000_200));
      expect(await one.takeDue(['dkh'], 10)).toEqual([]);
      expect([await one.nextDueAt(['dkh']), await one.nextDueAt(['dkh', 'arrow'])]).toEqual([
        1_000_100, 1_000_000,
      ]);
      await place.pass(1_000_300 - place.now());
      expect((await one.takeDue(['dkh'], 2)).map(({ id, polls }) => [id, polls])).toEqual([
        ['soon', 1],
        ['middle', 1],
      ]);
      expect((await other.takeDue(['dkh'], 2)).map(({ id }) => id)).toEqual(['later']);
      expect(await other.takeDue(['dkh'], 2)).toEqual([]);
      expect(await other.takeDue([], 2)).toEqual([]);
      expect(await other.nextDueAt([])).toBeNull();
    });

    it('are due again at the time their poll gave, or when the lease of a dead process is over', async () => {
      const { place, one, other } = await pair();
      for (const id of ['polled', 'dead']) await one.create(operation(id, 1_000_000));
      await one.takeDue(['dkh'], 2);
      expect(await other.nextDueAt(['dkh'])).toBe(1_000_000 + LEASE_MS);
      await one.update({ sourceId: 'dkh', id: 'polled' }, { status: 'PROCESSING', nextPollAt: 1_005_000 });
      expect(await other.nextDueAt(['dkh'])).toBe(1_005_000);
      await place.pass(1_005_000 - place.now());
      expect((await other.takeDue(['dkh'], 9)).map(({ id, polls }) => [id, polls])).toEqual([['polled', 2]]);
      await place.pass(1_010_000 - place.now());
      expect((await other.takeDue(['dkh'], 9)).map(({ id }) => id)).toEqual(['dead']);
    });

    it('are none once there is a result', async () => {
      const { one } = await pair();
      await one.create(operation('s1', 1));
      await one.update({ sourceId: 'dkh', id: 's1' }, { status: 'FAILED', nextPollAt: 1 });
      expect([await one.takeDue(['dkh'], 9), await one.nextDueAt(['dkh'])]).toEqual([[], null]);
    });
  });
});

describe('The words of an operation', () => {
  it('are those of the graph', () => {
    expect(kindSchema.options).toEqual(Object.values(OperationKind));
    expect(statusSchema.options).toEqual(Object.values(OperationStatus));
    expect(recordedErrorSchema.shape.code.options).toEqual(Object.values(UserErrorCode));
  });
});
