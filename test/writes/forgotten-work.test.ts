import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ForgottenWork } from '../../src/writes/forgotten-work.js';
import type { OperationRecord } from '../../src/store/store.js';

const MINUTE = 60_000;
const UNKNOWN = { kind: 'unknown' } as const;
const PROCESSING = { kind: 'processing' } as const;

let work: ForgottenWork;

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  work = new ForgottenWork();
});
afterEach(() => {
  jest.useRealTimers();
});

function recordOf(id: string): OperationRecord {
  return {
    ...{ sourceId: 'shop', id, kind: 'CREATE_CUSTOMER', status: 'PROCESSING', handle: 'submission-1' },
    ...{ customerExternalId: null, orderExternalId: null, userErrors: [], nextPollAt: 0, polls: 1 },
    ...{ createdAt: 0, updatedAt: 0 },
  };
}

/** What so many answers, one each minute, come to. */
function kindsOf(answers: readonly (typeof UNKNOWN | typeof PROCESSING)[], id = 'op-1'): readonly string[] {
  return answers.map((answer) => {
    jest.advanceTimersByTime(MINUTE);
    return work.judge(recordOf(id), answer).kind;
  });
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

it('is given up with the tenth answer in a row that knows nothing of it, once it is old enough', () => {
  expect(kindsOf(times(5, PROCESSING))).toEqual(times(5, 'processing'));
  expect(kindsOf(times(10, UNKNOWN))).toEqual([...times(9, 'unknown'), 'failed']);
});

it('is not given up while it is young: it may not be where it is read from yet', () => {
  expect(kindsOf(times(15, UNKNOWN))).toEqual([...times(14, 'unknown'), 'failed']);
});

it('counts anew after an answer that knows it, and each work by itself', () => {
  expect(kindsOf([...times(9, UNKNOWN), PROCESSING, ...times(9, UNKNOWN)])).not.toContain('failed');
  expect(kindsOf([UNKNOWN], 'op-2')).toEqual(['unknown']);
  expect(kindsOf([UNKNOWN])).toEqual(['failed']);
});

it('tells what to do, and nothing an upstream wrote', () => {
  jest.advanceTimersByTime(24 * 60 * MINUTE);
  const last = times(10, UNKNOWN)
    .map((answer) => work.judge(recordOf('op-1'), answer))
    .at(-1);
  expect(last).toEqual({
    kind: 'failed',
    userErrors: [
      {
        field: null,
        code: 'NOT_FOUND',
        message:
          "Source 'shop' knows nothing of this any more, and what became of it is not known; read the customer again before you send it once more.",
      },
    ],
  });
});
