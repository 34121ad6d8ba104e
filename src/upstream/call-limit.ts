import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Policy } from './policy.js';

/** Refuses the calls of an operation past its maximum; what was read until then stays. */
export function limitCalls(sourceId: string): Policy {
  return (next) => (call) =>
    call.scope.takeCall()
      ? next(call)
      : Promise.reject(new UpstreamFailure(UpstreamErrorCode.CALL_LIMIT_EXCEEDED, sourceId));
}
