import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { OperationRecord } from '../../src/store/store.js';
import { ChangeFeed } from '../../src/writes/change-feed.js';
import { followOperation } from '../../src/writes/followed-operation.js';

const REFERENCE = { sourceId: 'dkh', id: 'one' };

function record(status: OperationRecord['status'], id = 'one'): OperationRecord {
  return {
    ...{ ...REFERENCE, id, kind: 'CREATE_CUSTOMER', status, handle: '', userErrors: [] },
    ...{ customerExternalId: null, orderExternalId: null, nextPollAt: null },
    ...{ polls: 0, createdAt: 0, updatedAt: 0 },
  };
}

/** Operations whose records are what `kept` says when they are read. */
function servicesOver(kept: () => OperationRecord | null) {
  let listeners = 0;
  const changes = new ChangeFeed();
  const onOperation = changes.onOperation.bind(changes);
  changes.onOperation = (listener) => {
    const off = onOperation(listener);
    listeners += 1;
    return () => {
      listeners -= 1;
      off();
    };
  };
  const pending = {
    find: () =>
      new Promise<OperationRecord | null>((resolve) => {
        resolve(kept());
      }),
  };
  return { services: { changes, pending }, changes, listeners: () => listeners };
}

async function statuses(updates: AsyncIterable<OperationRecord> | null) {
  const seen: string[] = [];
  for await (const { status } of updates ?? []) seen.push(status);
  return seen;
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe('A followed operation', () => {
  it('is told as it stands, then with every change, and ends with the result', async () => {
    const { services, changes, listeners } = servicesOver(() => record('ACCEPTED'));
    const seen = statuses(await followOperation(services, REFERENCE));
    changes.operation(record('PROCESSING', 'another'));
    for (const status of ['PROCESSING', 'PROCESSING', 'SUCCEEDED', 'FAILED'] as const) {
      changes.operation(record(status));
    }
    expect(await seen).toEqual(['ACCEPTED', 'PROCESSING', 'SUCCEEDED']);
    expect(listeners()).toBe(0);
  });

  it('that has its result is told once', async () => {
    const { services } = servicesOver(() => record('FAILED'));
    expect(await statuses(await followOperation(services, REFERENCE))).toEqual(['FAILED']);
  });

  it('whose result comes while it is read is not told as it stood before', async () => {
    const { services, changes } = servicesOver(() => record('PROCESSING'));
    const following = followOperation(services, REFERENCE);
    changes.operation(record('SUCCEEDED'));
    expect(await statuses(await following)).toEqual(['SUCCEEDED']);
  });

  it('is read again now and then, for what another process finds out; a store that fails is asked again', async () => {
    const reads = [() => record('PROCESSING'), () => failure(), () => record('SUCCEEDED')];
    const { services } = servicesOver(() => reads.shift()?.() ?? null);
    const seen = statuses(await followOperation(services, REFERENCE));
    await jest.advanceTimersByTimeAsync(4_000);
    expect(await seen).toEqual(['PROCESSING', 'SUCCEEDED']);
  });

  it('that is not there, or cannot be read, leaves nobody listening', async () => {
    const none = servicesOver(() => null);
    expect(await followOperation(none.services, REFERENCE)).toBeNull();
    const failing = servicesOver(failure);
    await expect(followOperation(failing.services, REFERENCE)).rejects.toThrow('the store is gone');
    expect([none.listeners(), failing.listeners()]).toEqual([0, 0]);
  });
});

function failure(): never {
  throw new Error('the store is gone');
}
