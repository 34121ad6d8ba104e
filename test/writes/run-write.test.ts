import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UserErrorCode } from '../../src/types/user-error.js';
import { made, openPortal, ScriptedWrites, type Portal } from './support.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

let portal: Portal;
let aheadMs: number;
beforeEach(async () => {
  aheadMs = 0;
  portal = await openPortal({}, () => Date.now() + aheadMs);
});
afterEach(() => portal.close());

describe('a mutation that is repeated', () => {
  it('with the same key and input is answered again, and written once', async () => {
    const writes = new ScriptedWrites([made('c-1')]);
    const first = await portal.create(writes, 'key-1');
    const second = await portal.create(writes, 'key-1');
    expect(first.answer).toMatchObject({ customerId: 'c-1', userErrors: [] });
    expect(second.answer).toEqual(first.answer);
    expect([first.isRepeated, second.isRepeated]).toEqual([false, true]);
    expect(writes.sent).toHaveLength(1);
  });

  it('shows a generated password the first time only', async () => {
    const writes = new ScriptedWrites([made('c-1')]);
    expect((await portal.create(writes, 'key-1')).createdUser?.password).toBe('canary-shown-once');
    expect((await portal.create(writes, 'key-1')).createdUser).toBeNull();
  });

  it('with another input is a conflict, and not written', async () => {
    const writes = new ScriptedWrites([made('c-1')]);
    await portal.create(writes, 'key-1', 'Acme');
    const { answer } = await portal.create(writes, 'key-1', 'Another');
    expect(answer.userErrors).toEqual([
      expect.objectContaining({ code: UserErrorCode.CONFLICT, field: ['input', 'idempotencyKey'] }),
    ]);
    expect(writes.sent).toHaveLength(1);
  });

  it('with another key is another mutation', async () => {
    const writes = new ScriptedWrites([made('c-1'), made('c-2')]);
    await portal.create(writes, 'key-1');
    expect((await portal.create(writes, 'key-2')).answer.customerId).toBe('c-2');
    expect(new Set(writes.sent).size).toBe(2);
  });

  it('a hundred times at once with ten keys is written ten times', async () => {
    const writes = new ScriptedWrites(Array.from({ length: 10 }, (_, index) => made(`c-${index}`)));
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => portal.create(writes, `key-${index % 10}`)),
    );
    expect(writes.sent).toHaveLength(10);
    expect(new Set(answers.map(({ answer }) => answer.customerId)).size).toBe(10);
    answers.forEach(({ answer }, index) => {
      expect(answer.customerId).toBe(answers[index % 10]?.answer.customerId);
    });
  });
});

it('R18: two hundred at once are one write, and a handful of questions to the store', async () => {
  const writes = new ScriptedWrites([made('c-1')]);
  let open = (): void => undefined;
  writes.gate = new Promise((resolve) => (open = resolve));
  const begin = jest.spyOn(portal.store.idempotency, 'begin');
  const answers = Array.from({ length: 200 }, () => portal.create(writes, 'key-1'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  open();
  const told = await Promise.all(answers);
  expect(new Set(told.map(({ answer }) => answer.customerId))).toEqual(new Set(['c-1']));
  expect(told.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
  // What is shown once is shown to one.
  expect(told.filter(({ createdUser }) => createdUser !== null)).toHaveLength(1);
  expect(writes.sent).toHaveLength(1);
  expect(begin).toHaveBeenCalledTimes(1);
});

it('those that waited for one that failed try in turn', async () => {
  const writes = new ScriptedWrites(['nothing written', made('c-1')]);
  const tries = Array.from({ length: 5 }, () => portal.create(writes, 'key-1'));
  const told = await Promise.allSettled(tries);
  expect(told.map(({ status }) => status)).toEqual([
    'rejected',
    ...Array.from({ length: 4 }, () => 'fulfilled'),
  ]);
  expect(writes.sent).toHaveLength(2);
});

it('a repetition that waits in vain for the first one says so, and may be sent again', async () => {
  const writes = new ScriptedWrites([made('c-1')]);
  let open = (): void => undefined;
  writes.gate = new Promise((resolve) => (open = resolve));
  const first = portal.create(writes, 'key-1');
  portal.timeoutMs = 100;
  await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({
    code: 'TIMEOUT',
    mayHaveHappened: true,
    message: expect.stringContaining('still under way'),
  });
  open();
  expect((await first).answer.customerId).toBe('c-1');
  expect(writes.sent).toHaveLength(1);
});

describe('input that is refused', () => {
  const refusedName = {
    field: ['input', 'companyName'],
    code: UserErrorCode.TOO_LONG,
    message: 'is too long',
  };

  it('before anything is sent is not remembered', async () => {
    const writes = new ScriptedWrites([made('c-1')]);
    writes.faults = [refusedName];
    expect((await portal.create(writes, 'key-1')).answer.userErrors).toEqual([refusedName]);
    expect(writes.sent).toHaveLength(0);
    writes.faults = [];
    expect((await portal.create(writes, 'key-1', 'Shorter')).answer.customerId).toBe('c-1');
  });

  it('by the upstream is not remembered', async () => {
    const writes = new ScriptedWrites([{ kind: 'refused', userErrors: [refusedName] }, made('c-1')]);
    expect((await portal.create(writes, 'key-1')).answer.userErrors).toEqual([refusedName]);
    expect((await portal.create(writes, 'key-1', 'Shorter')).answer.customerId).toBe('c-1');
  });

  it.each([
    ['', UserErrorCode.REQUIRED],
    ['k'.repeat(256), UserErrorCode.TOO_LONG],
  ])('for its key is told so', async (key, code) => {
    const writes = new ScriptedWrites([]);
    const { answer } = await portal.create(writes, key);
    expect(answer.userErrors).toEqual([
      expect.objectContaining({ code, field: ['input', 'idempotencyKey'] }),
    ]);
  });
});

describe('a write that fails', () => {
  it('for want of the store is free to be tried again', async () => {
    const writes = new ScriptedWrites([made('c-1')]);
    const begin = portal.store.idempotency.begin.bind(portal.store.idempotency);
    const failing = jest.spyOn(portal.store.idempotency, 'begin').mockImplementation(async (...given) => {
      const beginning = await begin(...given);
      if (beginning.outcome !== 'fresh') return beginning;
      return {
        ...beginning,
        claim: { ...beginning.claim, sending: () => Promise.reject(new Error('locked')) },
      };
    });
    await expect(portal.create(writes, 'key-1')).rejects.toThrow('locked');
    failing.mockRestore();
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-1');
  });

  it('before anything reached the upstream may be sent again with the same key', async () => {
    const writes = new ScriptedWrites(['nothing written', made('c-1')]);
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-1');
    expect(writes.looked).toHaveLength(0);
  });

  it('with its answer lost is found by looking, not by writing again', async () => {
    const writes = new ScriptedWrites(['nobody knows']);
    writes.found = made('c-1');
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-1');
    expect(writes.sent).toHaveLength(1);
  });

  it('and is not found at once is looked for before it is sent again', async () => {
    const writes = new ScriptedWrites(['nobody knows']);
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({
      mayHaveHappened: true,
      message: expect.stringContaining('same idempotencyKey'),
    });
    writes.found = made('c-1');
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-1');
    expect(writes.sent).toHaveLength(1);
  });

  it('and may still be carried out is not sent again until that is over', async () => {
    portal.settleMs = 60_000;
    const writes = new ScriptedWrites(['nobody knows', made('c-2')]);
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ mayHaveHappened: true });
    for (const _ of ['at once', 'and again']) {
      const tried = portal.create(writes, 'key-1');
      await expect(tried).rejects.toMatchObject({ code: 'UNAVAILABLE', mayHaveHappened: true });
      await expect(tried).rejects.toHaveProperty('retryAfterMs', expect.any(Number));
    }
    expect(writes.sent).toHaveLength(1);
    portal.settleMs = 0;
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-2');
  });

  it('and is not there later either is sent again', async () => {
    const writes = new ScriptedWrites(['nobody knows', made('c-2')]);
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ mayHaveHappened: true });
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-2');
    expect(writes.looked).toHaveLength(2);
    // One name for all tries, so that the upstream can tell them for one.
    expect(new Set([...writes.sent, ...writes.looked]).size).toBe(1);
  });

  it('is looked for among what was made since its first try, however often it is sent', async () => {
    const writes = new ScriptedWrites(['nobody knows', 'nobody knows']);
    const before = Date.now();
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ mayHaveHappened: true });
    const after = Date.now();
    aheadMs = DAY_MS;
    for (const _ of ['sent again', 'looked for again'])
      await portal.create(writes, 'key-1').catch(() => undefined);
    expect(writes.sent).toHaveLength(2);
    expect(writes.lookedSince.length).toBeGreaterThan(2);
    expect(new Set(writes.lookedSince).size).toBe(1);
    expect(writes.lookedSince[0]).toBeGreaterThanOrEqual(before);
    expect(writes.lookedSince[0]).toBeLessThanOrEqual(after);
  });

  it('and cannot be looked for just now is looked for by the next repetition', async () => {
    const writes = new ScriptedWrites(['nobody knows']);
    writes.failingLooks = 2;
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ mayHaveHappened: true });
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ code: 'TIMEOUT' });
    writes.found = made('c-1');
    expect((await portal.create(writes, 'key-1')).answer.customerId).toBe('c-1');
    expect(writes.sent).toHaveLength(1);
  });

  it.each([
    ['offers no way to look', undefined],
    ['cannot tell what it sees', 'cannot tell' as const],
  ])('where the source %s is never sent again', async (_, found) => {
    const writes = new ScriptedWrites(['nobody knows', made('c-2')]);
    writes.found = found;
    await expect(portal.create(writes, 'key-1')).rejects.toMatchObject({ mayHaveHappened: true });
    const { answer } = await portal.create(writes, 'key-1');
    expect(answer.userErrors).toEqual([expect.objectContaining({ code: UserErrorCode.CONFLICT })]);
    expect(writes.sent).toHaveLength(1);
  });
});

describe('a write that the upstream goes on with', () => {
  it('becomes one operation, also when it is repeated', async () => {
    const writes = new ScriptedWrites([{ kind: 'pending', handle: 'submission-1', made: null }]);
    const first = await portal.create(writes, 'key-1');
    const second = await portal.create(writes, 'key-1');
    expect(second.answer).toEqual(first.answer);
    const record = await portal.pending.find({ sourceId: 'shop', id: first.answer.operationId ?? '' });
    expect(record).toMatchObject({ kind: 'CREATE_CUSTOMER', status: 'ACCEPTED', handle: 'submission-1' });
  });

  it('is another operation where the key is used again after its day', async () => {
    const pending = (handle: string) => ({ kind: 'pending', handle, made: null }) as const;
    const writes = new ScriptedWrites([pending('submission-1'), pending('submission-2')]);
    const first = await portal.create(writes, 'key-1');
    aheadMs = DAY_MS + 1_000;
    const second = await portal.create(writes, 'key-1');
    expect(second.answer.operationId).not.toBe(first.answer.operationId);
    expect(new Set(writes.sent).size).toBe(2);
    const record = await portal.pending.find({ sourceId: 'shop', id: second.answer.operationId ?? '' });
    expect(record).toMatchObject({ handle: 'submission-2' });
  });

  it('names what was made also where the first answer could not be kept', async () => {
    const named = { externalId: 'c-1', createdUser: null };
    const writes = new ScriptedWrites([{ kind: 'pending', handle: 'submission-1', made: named }]);
    const begin = portal.store.idempotency.begin.bind(portal.store.idempotency);
    const failing = jest.spyOn(portal.store.idempotency, 'begin').mockImplementation(async (...given) => {
      const beginning = await begin(...given);
      if (beginning.outcome !== 'fresh') return beginning;
      return { ...beginning, claim: { ...beginning.claim, done: () => Promise.reject(new Error('locked')) } };
    });
    await expect(portal.create(writes, 'key-1')).rejects.toThrow('locked');
    failing.mockRestore();
    const { answer } = await portal.create(writes, 'key-1');
    expect(answer).toMatchObject({ customerId: 'c-1', operationId: writes.sent[0] });
    expect(writes.sent).toHaveLength(1);
  });
});
