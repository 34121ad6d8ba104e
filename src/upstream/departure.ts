import type { Dispatcher } from 'undici';

export interface Departure {
  /** The same pool, for one request. */
  readonly pool: Dispatcher;
  /** Whether its first byte may have gone to a socket. */
  readonly hasLeft: boolean;
}

/**
 * Watches one request leave.
 *
 * An error's code alone does not tell: ECONNRESET may come while connecting, from a kept connection that broke before
 * the request was written (undici looks before it writes), or when the upstream has read it all.
 */
export function watchDeparture(pool: Dispatcher): Departure {
  let hasLeft = false;
  const watched = pool.compose((dispatch) => (options, handler) => {
    const start = handler.onRequestStart?.bind(handler);
    // undici calls it on the way to the first write, in the same turn.
    handler.onRequestStart = (controller, context) => {
      hasLeft = true;
      start?.(controller, context);
    };
    return dispatch(options, handler);
  });
  return {
    pool: watched,
    get hasLeft() {
      return hasLeft;
    },
  };
}
