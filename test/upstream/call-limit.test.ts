import { describe, expect, it, jest } from '@jest/globals';
import { limitCalls } from '../../src/upstream/call-limit.js';
import { compose, type Send } from '../../src/upstream/policy.js';
import { rememberReads } from '../../src/upstream/remember.js';
import { answer, callIn, operation, READ, rejection, WRITE } from './support/calls.js';

function limited() {
  const exchange = jest.fn<Send>(() => Promise.resolve(answer()));
  return { exchange, send: compose([rememberReads('src'), limitCalls('src')], exchange) };
}

const read = (path: string) => ({ ...READ, path });

describe('an operation that may make two upstream calls', () => {
  it('is refused the third without a call, whatever source and method', async () => {
    const { exchange, send } = limited();
    const scope = operation(10_000, 'test', 2);
    await send(callIn(scope, read('/a')));
    await send(callIn(scope, WRITE));
    expect(await rejection(send(callIn(scope, read('/b'))))).toMatchObject({
      code: 'CALL_LIMIT_EXCEEDED',
      sourceId: 'src',
      retryable: false,
    });
    expect(await rejection(send(callIn(scope, WRITE)))).toMatchObject({ mayHaveHappened: false });
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('pays nothing for asking again', async () => {
    const { exchange, send } = limited();
    const scope = operation(10_000, 'test', 2);
    for (const path of ['/a', '/a', '/a', '/b', '/a', '/b']) await send(callIn(scope, read(path)));
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('has as many again for what goes on by itself', async () => {
    const { exchange, send } = limited();
    const scope = operation(10_000, 'test', 2);
    const write = scope.detached(10_000);
    for (const one of [scope, scope, write, write]) await send(callIn(one, WRITE));
    await rejection(send(callIn(write, WRITE)));
    write.end();
    expect(exchange).toHaveBeenCalledTimes(4);
  });
});
