import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, jest } from '@jest/globals';
import type { Progress } from '../../src/datasources/writes.js';
import { OperationEnded, UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { OperationKind } from '../../src/types/operation.js';
import { UserErrorCode } from '../../src/types/user-error.js';
import { openPortal, type Portal } from './support.js';

const WORK = { sourceId: 'shop', id: 'op-1', kind: OperationKind.CREATE_CUSTOMER, handle: 'submission-1' };
const PROCESSING: Progress = { kind: 'processing' };
const SUCCEEDED: Progress = { kind: 'succeeded', customerExternalId: 'c-1', orderExternalId: null };

let portal: Portal;
afterEach(() => portal.close());

/** Answers each poll with the next step; a failure stands for an upstream that does not answer. */
async function portalWhereWorkGoes(steps: (Progress | 'no answer' | 'not found')[]) {
  const asked: string[] = [];
  portal = await openPortal({
    [OperationKind.CREATE_CUSTOMER]: async (handle) => {
      asked.push(handle);
      const step = steps.shift() ?? PROCESSING;
      if (step === 'no answer') throw new UpstreamFailure(UpstreamErrorCode.TIMEOUT, 'shop');
      if (step === 'not found') throw new UpstreamFailure(UpstreamErrorCode.NOT_FOUND, 'shop');
      return await Promise.resolve(step);
    },
  });
  return asked;
}

it('is polled until it has a result, through polls without an answer, and told to who waits', async () => {
  const asked = await portalWhereWorkGoes([PROCESSING, 'no answer', PROCESSING, SUCCEEDED]);
  const changed: string[] = [];
  portal.changes.onCustomer(({ externalId }) => changed.push(externalId));
  await portal.pending.begin(WORK);
  const record = await portal.pending.settled(WORK, 5_000);
  expect(record).toMatchObject({ status: 'SUCCEEDED', customerExternalId: 'c-1', nextPollAt: null });
  expect(asked).toEqual(['submission-1', 'submission-1', 'submission-1', 'submission-1']);
  expect(changed).toEqual(['c-1']);
});

it('keeps why it failed', async () => {
  const userErrors = [{ field: ['input', 'email'], code: UserErrorCode.INVALID, message: 'is no address' }];
  await portalWhereWorkGoes([{ kind: 'failed', userErrors }]);
  await portal.pending.begin(WORK);
  expect(await portal.pending.settled(WORK, 5_000)).toMatchObject({ status: 'FAILED', userErrors });
});

it('is told as it stands when the time to wait is over', async () => {
  await portalWhereWorkGoes([]);
  await portal.pending.begin(WORK);
  expect(await portal.pending.settled(WORK, 0)).toMatchObject({ status: 'ACCEPTED' });
  expect(await portal.pending.settled(WORK, 30)).toMatchObject({ nextPollAt: expect.any(Number) });
});

it('that another process brought to its result is told to who waits here', async () => {
  await portalWhereWorkGoes([]);
  await portal.store.operations.create({ ...WORK, nextPollAt: Date.now() + 60_000 });
  const settled = portal.pending.settled(WORK, 60_000);
  await portal.store.operations.update(WORK, { status: 'SUCCEEDED', customerExternalId: 'c-1' });
  expect(await settled).toMatchObject({ status: 'SUCCEEDED', customerExternalId: 'c-1' });
});

it('left by a former process is taken up when the next one starts', async () => {
  await portalWhereWorkGoes([SUCCEEDED]);
  await portal.store.operations.create({ ...WORK, nextPollAt: 0 });
  portal.pending.start();
  expect(await portal.pending.settled(WORK, 5_000)).toMatchObject({ status: 'SUCCEEDED' });
});

it('of another process, which was killed, is taken up for whoever waits here, and otherwise in a while', async () => {
  await portalWhereWorkGoes([SUCCEEDED, SUCCEEDED]);
  portal.pending.start();
  await sleep(20); // The look at the start is over.
  await portal.store.operations.create({ ...WORK, nextPollAt: 0 });
  expect(await portal.pending.settled(WORK, 5_000)).toMatchObject({ status: 'SUCCEEDED' });
  const unasked = { ...WORK, id: 'op-unasked' };
  await portal.store.operations.create({ ...unasked, nextPollAt: 0 });
  while ((await portal.pending.find(unasked))?.status !== 'SUCCEEDED') await sleep(5);
});

it('fails once its upstream has said long enough that there is no such work; outages do not count', async () => {
  const outage = Array.from({ length: 12 }, () => 'no answer' as const);
  const asked = await portalWhereWorkGoes([
    ...outage,
    ...Array.from({ length: 9 }, () => 'not found' as const),
    'no answer',
    { kind: 'unknown' },
  ]);
  const takeDue = portal.store.operations.takeDue.bind(portal.store.operations);
  const old = { createdAt: Date.now() - 20 * 60_000 };
  jest
    .spyOn(portal.store.operations, 'takeDue')
    .mockImplementation(async (...given) =>
      (await takeDue(...given)).map((record) => ({ ...record, ...old })),
    );
  await portal.pending.begin(WORK);
  const record = await portal.pending.settled(WORK, 5_000);
  expect(record).toMatchObject({ status: 'FAILED', nextPollAt: null, userErrors: [{ code: 'NOT_FOUND' }] });
  expect(asked).toHaveLength(23);
  expect(portal.forgotten).toEqual(['op-1']);
  expect(portal.errors).toEqual([]);
});

it('is polled every two seconds while somebody waits, and at growing gaps otherwise', async () => {
  jest.useFakeTimers();
  try {
    const polledAt: number[] = [];
    const begun = Date.now();
    const poll = { firstMs: 500, longestMs: 60_000 };
    const progress = () => {
      polledAt.push(Date.now() - begun);
      return Promise.resolve(polledAt.length < 20 ? PROCESSING : SUCCEEDED);
    };
    portal = await openPortal({ [OperationKind.CREATE_CUSTOMER]: progress }, Date.now, poll);
    const gapsDuring = async (ms: number) => {
      const before = polledAt.length;
      await jest.advanceTimersByTimeAsync(ms);
      return polledAt.slice(before).map((at, index) => at - (polledAt[before + index - 1] ?? 0));
    };
    await portal.pending.begin(WORK);
    expect(await gapsDuring(20_000)).toEqual([500, 500, 1_000, 2_000, 4_000, 8_000]);

    // The next poll was to be at 32 s.
    const [one, other] = [20_000, 10_000].map((waitMs) => portal.pending.settled(WORK, waitMs));
    const [first = 0, ...gaps] = await gapsDuring(20_000);
    expect(first).toBeLessThan(5_000);
    expect(gaps.length).toBeGreaterThanOrEqual(9);
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(2_010);
    for (const waited of [one, other]) expect(await waited).toMatchObject({ status: 'PROCESSING' });

    const later = await gapsDuring(600_000);
    expect(later.slice(1)).toEqual(later.slice(1).map(() => 60_000));
    expect(later[0]).toBeGreaterThan(30_000);
    expect(await portal.pending.settled(WORK, 0)).toMatchObject({ status: 'SUCCEEDED' });
  } finally {
    jest.useRealTimers();
  }
});

it('keeps nobody waiting once the process goes, nor the process waiting for a poll', async () => {
  let ended = false;
  portal = await openPortal({
    [OperationKind.CREATE_CUSTOMER]: (_, scope) =>
      new Promise((_resolve, reject) => {
        scope.onEnd(() => {
          ended = true;
          reject(new OperationEnded());
        });
      }),
  });
  await portal.pending.begin(WORK);
  const settled = portal.pending.settled(WORK, 60_000);
  portal.changes.release();
  expect(await settled).toMatchObject({ status: 'ACCEPTED' });
  // Asked for when the process goes already.
  expect(await portal.pending.settled(WORK, 60_000)).toMatchObject({ status: 'ACCEPTED' });
  await new Promise((resolve) => setTimeout(resolve, 30));
  await portal.pending.stop();
  expect(ended).toBe(true);
  expect(portal.errors).toEqual([]);
});

it('is polled in its turn though other work begins all the time', async () => {
  await portalWhereWorkGoes([SUCCEEDED]);
  await portal.pending.begin(WORK);
  const busy = setInterval(() => void portal.pending.begin({ ...WORK, id: `other-${performance.now()}` }), 1);
  try {
    expect(await portal.pending.settled(WORK, 5_000)).toMatchObject({ status: 'SUCCEEDED' });
  } finally {
    clearInterval(busy);
  }
});

it('is polled again after the store has failed', async () => {
  await portalWhereWorkGoes([SUCCEEDED]);
  let failures = 2;
  const takeDue = portal.store.operations.takeDue.bind(portal.store.operations);
  jest.spyOn(portal.store.operations, 'takeDue').mockImplementation((...given) => {
    failures -= 1;
    return failures >= 0 ? Promise.reject(new Error('locked')) : takeDue(...given);
  });
  await portal.pending.begin(WORK);
  expect(await portal.pending.settled(WORK, 5_000)).toMatchObject({ status: 'SUCCEEDED' });
  expect(portal.errors.map(String)).toEqual(['Error: locked', 'Error: locked']);
});
