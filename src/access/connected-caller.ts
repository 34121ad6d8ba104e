import { Unauthenticated } from '../errors.js';
import type { Authenticate } from './authenticate.js';
import type { Caller } from './caller.js';

/** setTimeout takes no more, which is 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Who is at the other end of one WebSocket: told with its first message or its upgrade request, until the token expires. */
export class ConnectedCaller {
  #caller: Caller | undefined;
  #expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly authenticate: Authenticate,
    /** Of the upgrade request; browsers cannot send one. */
    private readonly authorization: string | undefined,
  ) {}

  get caller(): Caller {
    if (this.#caller === undefined) throw new Unauthenticated();
    return this.#caller;
  }

  /** False where it has no good token; throws where nobody can tell. */
  async admit(
    params: Readonly<Record<string, unknown>> | undefined,
    onExpired: () => void,
  ): Promise<boolean> {
    try {
      this.#caller = await this.authenticate(authorizationIn(params) ?? this.authorization);
    } catch (error) {
      if (error instanceof Unauthenticated) return false;
      throw error;
    }
    this.#end(this.#caller, onExpired);
    return true;
  }

  /** The connection is closed. */
  leave(): void {
    clearTimeout(this.#expiry);
  }

  #end({ expiresAt }: Caller, onExpired: () => void): void {
    if (expiresAt === null) return;
    const leftMs = Math.min(Math.max(expiresAt - Date.now(), 0), LONGEST_TIMER_MS);
    this.#expiry = setTimeout(onExpired, leftMs).unref();
  }
}

function authorizationIn({ authorization, Authorization }: Readonly<Record<string, unknown>> = {}) {
  const given = authorization ?? Authorization;
  // What is no text is no token either, and must not let the header of the upgrade stand in for it.
  return given === undefined || typeof given === 'string' ? given : '';
}
