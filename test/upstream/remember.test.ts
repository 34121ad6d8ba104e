import { describe, expect, it, jest } from '@jest/globals';
import type { Send } from '../../src/upstream/policy.js';
import { rememberReads } from '../../src/upstream/remember.js';
import { answer, callIn, operation, READ, rejection, WRITE } from './support/calls.js';

/** An exchange that numbers its answers. */
function counted() {
  let calls = 0;
  return jest.fn<Send>(() => {
    calls += 1;
    return Promise.resolve(answer(calls));
  });
}

describe('identical reads of one operation', () => {
  it('are one call, while it is under way and after', async () => {
    const exchange = counted();
    const send = rememberReads('src')(exchange);
    const scope = operation();
    const together = await Promise.all([send(callIn(scope)), send(callIn(scope))]);
    const later = await send(callIn(scope));
    expect([...together, later].map(({ body }) => body)).toEqual([1, 1, 1]);
    expect(exchange).toHaveBeenCalledTimes(1);
    expect(scope.calls).toMatchObject([
      { source: 'src', path: '/things', cache: 'JOINED', attempts: 0 },
      { source: 'src', path: '/things', cache: 'JOINED', attempts: 0 },
    ]);
  });

  it('share a failure too', async () => {
    const exchange = jest.fn<Send>(() => Promise.reject(new Error('broken')));
    const send = rememberReads('src')(exchange);
    const scope = operation();
    const first = await rejection(send(callIn(scope)));
    expect(await rejection(send(callIn(scope)))).toBe(first);
    expect(exchange).toHaveBeenCalledTimes(1);
  });
});

describe('nothing else is joined', () => {
  it('writes', async () => {
    const exchange = counted();
    const send = rememberReads('src')(exchange);
    const scope = operation();
    const made = await Promise.all([send(callIn(scope, WRITE)), send(callIn(scope, WRITE))]);
    expect(made.map(({ body }) => body)).toEqual([1, 2]);
  });

  it('reads of another address', async () => {
    const exchange = counted();
    const send = rememberReads('src')(exchange);
    const scope = operation();
    await send(callIn(scope));
    await send({ ...callIn(scope), target: '/things?page=2' });
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('reads of another operation', async () => {
    const exchange = counted();
    const send = rememberReads('src')(exchange);
    expect((await send(callIn(operation()))).body).toBe(1);
    expect((await send(callIn(operation()))).body).toBe(2);
  });

  it('reads of another source, though the address is the same', async () => {
    const exchange = counted();
    const scope = operation();
    await rememberReads('a')(exchange)(callIn(scope, READ));
    await rememberReads('b')(exchange)(callIn(scope, READ));
    expect(exchange).toHaveBeenCalledTimes(2);
    expect(scope.calls).toEqual([]);
  });
});
