import type { Policy } from './policy.js';
import type { CallRecord } from './scope.js';

/**
 * Identical reads of one operation share one call, also after it has answered: aliases cost nothing.
 * Writes are never joined. Failures are shared too: asking again within the same operation is the retry policy's decision.
 */
export function rememberReads(sourceId: string): Policy {
  return (next) => (call) => {
    if (call.request.method !== 'GET') {
      return next(call).finally(() => {
        call.scope.forgetReads(sourceId);
      });
    }
    const key = `${sourceId} ${call.target}`;
    const known = call.scope.reads.get(key);
    if (known !== undefined) {
      call.scope.calls.push(joined(sourceId, call.request.path, call.scope.elapsedMs()));
      return known;
    }
    const answer = next(call);
    call.scope.reads.set(key, answer);
    return answer;
  };
}

function joined(source: string, path: string, startOffsetMs: number): CallRecord {
  return {
    source,
    method: 'GET',
    path,
    batchSize: 1,
    cache: 'JOINED',
    attempts: 0,
    startOffsetMs,
    durationMs: 0,
    outcome: 'OK',
  };
}
