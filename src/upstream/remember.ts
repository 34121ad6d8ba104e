import { UpstreamFailure } from '../errors.js';
import type { Call, Policy } from './policy.js';
import { readKey } from './read-key.js';
import type { CallOutcome } from './scope.js';
import type { UpstreamAnswer } from './request.js';

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
    const key = `${sourceId} ${readKey(call)}`;
    const known = call.scope.reads.get(key);
    if (known !== undefined) return noted(sourceId, call, known);
    const answer = next(call);
    call.scope.reads.set(key, answer);
    return answer;
  };
}

/** Gives the answer that somebody else waits for too, and notes what became of it. */
async function noted(sourceId: string, { request, scope }: Call, answer: Promise<UpstreamAnswer>) {
  const startOffsetMs = scope.elapsedMs();
  const note = (outcome: CallOutcome) => {
    const durationMs = scope.elapsedMs() - startOffsetMs;
    scope.calls.push({
      ...{ source: sourceId, method: request.method, path: request.path, batchSize: request.batchSize ?? 1 },
      ...{ cache: 'JOINED', attempts: 0, startOffsetMs, durationMs, outcome },
    });
  };
  try {
    const shared = await answer;
    note('OK');
    return shared;
  } catch (error) {
    note(error instanceof UpstreamFailure ? error.code : 'ABORTED');
    throw error;
  }
}
