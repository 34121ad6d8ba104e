import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Policy } from './policy.js';
import type { CallOutcome, CallRecord } from './scope.js';

/** `failure` is null also for a call that was cut short by the end of its operation. */
export type CallObserver = (record: CallRecord, failure: UpstreamFailure | null) => void;

/** Notes every call that goes upstream, or fails before it could: in its operation's trace and for the metrics. */
export function traceCalls(sourceId: string, observe: CallObserver = () => undefined): Policy {
  return (next) => async (call) => {
    const startOffsetMs = call.scope.elapsedMs();
    const note = (outcome: CallOutcome, failure: UpstreamFailure | null) => {
      const { attempts, cache = attempts === 0 ? 'NOT_SENT' : 'MISS' } = call.progress;
      const record: CallRecord = {
        source: sourceId,
        method: call.request.method,
        path: call.request.path,
        batchSize: call.request.batchSize ?? 1,
        cache,
        attempts,
        startOffsetMs,
        durationMs: call.scope.elapsedMs() - startOffsetMs,
        outcome,
      };
      // What the operation may not ask any more is no call; its field's error tells it.
      if (outcome !== UpstreamErrorCode.CALL_LIMIT_EXCEEDED) call.scope.calls.push(record);
      observe(record, failure);
    };
    try {
      const answer = await next(call);
      note('OK', null);
      return answer;
    } catch (error) {
      const failure = error instanceof UpstreamFailure ? error : null;
      // What its own operation cut short tells nothing of the upstream.
      note(failure?.code ?? 'ABORTED', call.stop.reason === null ? failure : null);
      throw error;
    }
  };
}
