import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Policy } from './policy.js';
import { Stop } from './stop.js';

/**
 * Ends a call that takes longer than `timeoutMs`, or at once when its operation ends.
 *
 * With a timer of its own rather than undici's, which are coarse below a second.
 */
export function limitTime(sourceId: string, timeoutMs: number): Policy {
  return (next) => async (call) => {
    if (call.stop.reason !== null) throw call.scope.stopReason(sourceId);
    const stop = new Stop();
    const leave = () => {
      stop.now(call.scope.stopReason(sourceId));
    };
    const expire = () => {
      stop.now(new UpstreamFailure(UpstreamErrorCode.TIMEOUT, sourceId));
    };
    call.stop.listen(leave);
    const timer = setTimeout(expire, timeoutMs);
    try {
      return await next({ ...call, stop });
    } finally {
      clearTimeout(timer);
      call.stop.forget(leave);
    }
  };
}
