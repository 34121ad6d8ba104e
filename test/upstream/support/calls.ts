import { afterEach } from '@jest/globals';
import type { Call, Send } from '../../../src/upstream/policy.js';
import type { UpstreamAnswer, UpstreamRequest } from '../../../src/upstream/request.js';
import { OperationScope } from '../../../src/upstream/scope.js';

const scopes: OperationScope[] = [];
afterEach(() => {
  for (const scope of scopes.splice(0)) scope.end();
});

/** An operation that ends with its test. */
export function operation(timeoutMs = 10_000, requestId = 'test', maxCalls = Infinity): OperationScope {
  const scope = new OperationScope(requestId, timeoutMs, maxCalls);
  scopes.push(scope);
  return scope;
}

export const READ: UpstreamRequest = { method: 'GET', path: '/things' };
export const WRITE: UpstreamRequest = { method: 'POST', path: '/things', body: {} };

/** A call as the transport would send it on its way through the policies. */
export function callIn(scope: OperationScope, request: UpstreamRequest = READ): Call {
  const progress = { attempts: 0 };
  return {
    ...{ request, mayBeMissing: false, target: request.path },
    ...{
      scope,
      stop: scope.stop,
      remainingMs: () => scope.remainingMs(),
      takePlace: () => undefined,
      progress,
    },
  };
}

export function answer(body: unknown = {}): UpstreamAnswer {
  return { status: 200, body, fetchedAt: '2024-05-04T09:42:00Z', size: 2 };
}

/** An exchange that ends only when its call is stopped, with the reason, as the real one does. */
export const hang: Send = ({ stop }) =>
  new Promise((_, reject) => {
    stop.listen(reject);
  });

/** What a promise was rejected with; fails where it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const value = await promise.then(
    (given) => ({ given }),
    (error: unknown) => ({ error }),
  );
  if ('error' in value) return value.error;
  throw new Error(`Not rejected, but ${JSON.stringify(value.given)}.`);
}
