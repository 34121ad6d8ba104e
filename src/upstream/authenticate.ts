import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { AuthHeaders, Credentials } from './credentials/credentials.js';
import type { Call } from './policy.js';
import type { UpstreamAnswer } from './request.js';
import { untilStopped, type Stop } from './stop.js';

export type AuthenticatedSend = (call: Call, auth: AuthHeaders) => Promise<UpstreamAnswer>;

/**
 * Sends a call with the source's credentials. A 401 renews them and repeats the call once:
 * a refused call did nothing upstream, so that also a write may be repeated here.
 */
export function authenticated(credentials: Credentials, exchange: AuthenticatedSend) {
  const send = async (call: Call, auth: AuthHeaders): Promise<UpstreamAnswer> => {
    const answer = await exchange(call, auth);
    credentials.accepted(auth);
    return answer;
  };
  const again = async (call: Call): Promise<UpstreamAnswer> => {
    const auth = await obtain(credentials, call.stop);
    try {
      return await send(call, auth);
    } catch (error) {
      if (isRefusal(error)) credentials.refusedAgain(auth, error);
      throw error;
    }
  };
  return async (call: Call): Promise<UpstreamAnswer> => {
    const auth = await obtain(credentials, call.stop);
    try {
      return await send(call, auth);
    } catch (error) {
      if (!isRefusal(error) || !credentials.refused(auth)) throw error;
      call.takePlace();
      return await again(call);
    }
  };
}

function isRefusal(error: unknown): error is UpstreamFailure {
  return error instanceof UpstreamFailure && error.code === UpstreamErrorCode.UNAUTHENTICATED;
}

/** The flight goes on for others when this call stops waiting for it. */
async function obtain(credentials: Credentials, stop: Stop): Promise<AuthHeaders> {
  // First of all, so that no token is fetched that nobody waits for.
  stop.check();
  const headers = credentials.headers();
  if (!(headers instanceof Promise)) return headers;
  return await untilStopped(headers, stop);
}
