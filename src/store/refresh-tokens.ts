import { setTimeout as sleep } from 'node:timers/promises';
import { keepLease, newOwner } from './lease.js';
import type { Place, Sealing } from './sealing.js';
import type { AccessToken, IssuedTokens, RefreshTokens, TokenChain } from './store.js';

type Exchange = (refreshToken: string) => Promise<IssuedTokens>;

export interface ChainName {
  readonly sourceId: string;
  /** Fingerprint of the configured token that the chain began with. */
  readonly origin: string;
}

/** The newest of a chain, sealed. */
export interface ChainRow extends ChainName {
  /** Counts the exchanges: who writes a successor names the one it was got with. */
  readonly generation: number;
  readonly sealedRefreshToken: string;
  readonly sealedAccessToken: string | null;
  readonly accessExpiresAt: number | null;
}

/** Where chains are kept. Each of these is one step for all processes. */
export interface ChainRows {
  find(name: ChainName): Promise<ChainRow | undefined>;
  /** Without effect where the chain has begun. */
  begin(row: ChainRow): Promise<void>;
  /** The row as it is under the lease; undefined while another holds it. */
  lease(name: ChainName, owner: string): Promise<ChainRow | undefined>;
  /** This one and the next are without effect where the lease is another's by now. */
  renew(name: ChainName, owner: string): Promise<void>;
  release(name: ChainName, owner: string): Promise<void>;
  /** In place of the generation before; without effect where that is not the newest any more. */
  succeed(row: ChainRow): Promise<void>;
}

/** How often a process looks whether another's exchange is over. */
const WAIT_MS = 50;

export class LeasedRefreshTokens implements RefreshTokens {
  /** Successors that could not be written, by what they succeed: the written token is spent by then. */
  readonly #unwritten = new Map<string, IssuedTokens>();

  constructor(
    private readonly rows: ChainRows,
    private readonly sealing: Sealing,
    private readonly leaseMs: number,
  ) {}

  async accessToken(chain: TokenChain, exchange: Exchange): Promise<AccessToken | null> {
    const name = { sourceId: chain.sourceId, origin: this.sealing.fingerprint(chain.first) };
    for (;;) {
      const row = (await this.rows.find(name)) ?? (await this.#begin(name, chain.first));
      const unwritten = this.#unwritten.get(keyOf(row));
      if (unwritten !== undefined) {
        await this.#write(row, unwritten);
        continue;
      }
      const known = this.#accessTokenOf(row);
      if (known !== null && chain.isUsable(known)) return known;
      const owner = newOwner();
      const leased = await this.rows.lease(name, owner);
      if (leased !== undefined) return this.#renew(leased, owner, chain, exchange);
      await sleep(WAIT_MS);
    }
  }

  async #begin(name: ChainName, first: string): Promise<ChainRow> {
    const key = { ...name, generation: 0 };
    const sealedRefreshToken = this.sealing.seal(first, placeOf('refresh', key));
    const row = { ...key, sealedRefreshToken, sealedAccessToken: null, accessExpiresAt: null };
    await this.rows.begin(row);
    return row;
  }

  async #renew(
    row: ChainRow,
    owner: string,
    chain: TokenChain,
    exchange: Exchange,
  ): Promise<AccessToken | null> {
    const stop = keepLease(this.leaseMs, () => this.rows.renew(row, owner));
    try {
      // Another process may have renewed between the look and the lease.
      const known = this.#accessTokenOf(row);
      if (known !== null && chain.isUsable(known)) return known;
      const issued = await exchange(this.sealing.open(row.sealedRefreshToken, placeOf('refresh', row)));
      await this.#write(row, issued);
      return issued.accessToken;
    } finally {
      stop();
      // A lease that cannot be given back runs out; what went wrong before is the better news.
      await this.rows.release(row, owner).catch(() => undefined);
    }
  }

  /**
   * Asks for the generation and not for the lease: where two spent the same token, against all care,
   * the upstream answered one of them, and that answer is the newest whoever holds the lease now.
   */
  async #write(row: ChainRow, issued: IssuedTokens): Promise<void> {
    const { refreshToken, accessToken } = issued;
    const next = { sourceId: row.sourceId, origin: row.origin, generation: row.generation + 1 };
    this.#unwritten.set(keyOf(row), issued);
    await this.rows.succeed({
      ...next,
      sealedRefreshToken: this.sealing.seal(refreshToken, placeOf('refresh', next)),
      sealedAccessToken: accessToken && this.sealing.seal(accessToken.value, placeOf('access', next)),
      accessExpiresAt: accessToken?.expiresAt ?? null,
    });
    this.#unwritten.delete(keyOf(row));
  }

  #accessTokenOf(row: ChainRow): AccessToken | null {
    if (row.sealedAccessToken === null || row.accessExpiresAt === null) return null;
    const value = this.sealing.open(row.sealedAccessToken, placeOf('access', row));
    return { value, expiresAt: row.accessExpiresAt };
  }
}

type Key = Pick<ChainRow, 'sourceId' | 'origin' | 'generation'>;

/** With the generation, so that an old token put back in place of a new one is noticed. */
function placeOf(which: 'refresh' | 'access', { sourceId, origin, generation }: Key): Place {
  return ['refresh_tokens', which, sourceId, origin, String(generation)];
}

function keyOf({ sourceId, origin, generation }: Key): string {
  return `${sourceId} ${origin} ${generation}`;
}
