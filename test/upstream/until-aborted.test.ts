import { getEventListeners } from 'node:events';
import { expect, it } from '@jest/globals';
import { untilAborted } from '../../src/upstream/until-aborted.js';
import { rejection } from './support/calls.js';
import { gate, settle } from './support/gate.js';

const reason = new Error('over');

it('what has been waited for comes through, and no listener stays', async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
  expect(await rejection(untilAborted(Promise.reject(reason), signal))).toBe(reason);
  await settle();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

it('an abort ends the wait with its reason, and a failure that comes later is nobody’s', async () => {
  const late = gate();
  const controller = new AbortController();
  const waiting = rejection(untilAborted(late.promise, controller.signal));
  controller.abort(reason);
  expect(await waiting).toBe(reason);
  late.fail(new Error('unhandled, if it were'));
  await settle();
});

it('an abort that came before is one too', async () => {
  expect(await rejection(untilAborted(gate().promise, AbortSignal.abort(reason)))).toBe(reason);
});
