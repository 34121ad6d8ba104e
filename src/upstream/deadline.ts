import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Policy } from './policy.js';

/**
 * Ends a call that takes longer than `timeoutMs`, or at once when its operation ends.
 *
 * An AbortSignal rather than undici's own timeouts, which are coarse below a second.
 */
export function limitTime(sourceId: string, timeoutMs: number): Policy {
  return (next) => async (call) => {
    const controller = new AbortController();
    const stop = () => {
      controller.abort(call.scope.stopReason(sourceId));
    };
    const expire = () => {
      controller.abort(new UpstreamFailure(UpstreamErrorCode.TIMEOUT, sourceId));
    };
    if (call.signal.aborted) throw call.scope.stopReason(sourceId);
    call.signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(expire, timeoutMs);
    try {
      return await next({ ...call, signal: controller.signal });
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', stop);
    }
  };
}
