import { setTimeout as sleep } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { Place, Sealing } from '../sealing.js';
import type { AccessToken, IssuedTokens, RefreshTokens, TokenChain } from '../store.js';
import { keepLease, newOwner, type Timing } from './lease.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['refresh_tokens']>;
type Key = Pick<Row, 'source_id' | 'origin' | 'generation'>;
type Exchange = (refreshToken: string) => Promise<IssuedTokens>;

/** How often a process looks whether another's exchange is over. */
const WAIT_MS = 50;

export class SqlRefreshTokens implements RefreshTokens {
  /** Successors that could not be written, by what they succeed: the written token is spent by then. */
  readonly #unwritten = new Map<string, IssuedTokens>();

  constructor(
    private readonly db: Database,
    private readonly sealing: Sealing,
    private readonly timing: Timing,
  ) {}

  async accessToken(chain: TokenChain, exchange: Exchange): Promise<AccessToken | null> {
    const origin = this.sealing.fingerprint(chain.first);
    for (;;) {
      const row = (await this.#read(chain, origin)) ?? (await this.#begin(chain, origin));
      const unwritten = this.#unwritten.get(nameOf(row));
      if (unwritten !== undefined) {
        await this.#write(row, unwritten);
        continue;
      }
      const known = this.#accessTokenOf(row);
      if (known !== null && chain.isUsable(known)) return known;
      const owner = newOwner();
      const leased = await this.#lease(chain, origin, owner);
      if (leased !== undefined) return this.#renew(leased, owner, chain, exchange);
      await sleep(WAIT_MS);
    }
  }

  #read({ sourceId }: TokenChain, origin: string): Promise<Row | undefined> {
    return this.db
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .executeTakeFirst();
  }

  async #begin({ sourceId, first }: TokenChain, origin: string): Promise<Row> {
    const key = { source_id: sourceId, origin, generation: 0 };
    const row: Row = {
      ...key,
      sealed_refresh_token: this.sealing.seal(first, placeOf('refresh', key)),
      sealed_access_token: null,
      access_expires_at: null,
      lease_owner: null,
      lease_until: 0,
    };
    await this.db
      .insertInto('refresh_tokens')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return row;
  }

  /** The row as it is under the lease; undefined while another holds it. One statement, and so atomic. */
  #lease({ sourceId }: TokenChain, origin: string, owner: string): Promise<Row | undefined> {
    const now = this.timing.now();
    return this.db
      .updateTable('refresh_tokens')
      .set({ lease_owner: owner, lease_until: now + this.timing.leaseMs })
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .where('lease_until', '<=', now)
      .returningAll()
      .executeTakeFirst();
  }

  async #renew(row: Row, owner: string, chain: TokenChain, exchange: Exchange): Promise<AccessToken | null> {
    const { now, leaseMs } = this.timing;
    const stop = keepLease(leaseMs, () =>
      this.#setLease(row, owner, { lease_owner: owner, lease_until: now() + leaseMs }),
    );
    try {
      // Another process may have renewed between the look and the lease.
      const known = this.#accessTokenOf(row);
      if (known !== null && chain.isUsable(known)) return known;
      const issued = await exchange(this.sealing.open(row.sealed_refresh_token, placeOf('refresh', row)));
      await this.#write(row, issued);
      return issued.accessToken;
    } finally {
      stop();
      // A lease that cannot be given back runs out; what went wrong before is the better news.
      await this.#setLease(row, owner, { lease_owner: null, lease_until: 0 }).catch(() => undefined);
    }
  }

  /**
   * Asks for the generation and not for the lease: where two spent the same token, against all care,
   * the upstream answered one of them, and that answer is the newest whoever holds the lease now.
   */
  async #write(row: Row, issued: IssuedTokens): Promise<void> {
    const { refreshToken, accessToken } = issued;
    const next = { source_id: row.source_id, origin: row.origin, generation: row.generation + 1 };
    this.#unwritten.set(nameOf(row), issued);
    await this.db
      .updateTable('refresh_tokens')
      .set({
        generation: next.generation,
        sealed_refresh_token: this.sealing.seal(refreshToken, placeOf('refresh', next)),
        sealed_access_token: accessToken && this.sealing.seal(accessToken.value, placeOf('access', next)),
        access_expires_at: accessToken?.expiresAt ?? null,
      })
      .where('source_id', '=', row.source_id)
      .where('origin', '=', row.origin)
      .where('generation', '=', row.generation)
      .execute();
    this.#unwritten.delete(nameOf(row));
  }

  #setLease(
    { source_id, origin }: Key,
    owner: string,
    lease: Pick<Row, 'lease_owner' | 'lease_until'>,
  ): Promise<unknown> {
    return this.db
      .updateTable('refresh_tokens')
      .set(lease)
      .where('source_id', '=', source_id)
      .where('origin', '=', origin)
      .where('lease_owner', '=', owner)
      .execute();
  }

  #accessTokenOf(row: Row): AccessToken | null {
    if (row.sealed_access_token === null || row.access_expires_at === null) return null;
    const value = this.sealing.open(row.sealed_access_token, placeOf('access', row));
    return { value, expiresAt: row.access_expires_at };
  }
}

/** With the generation, so that an old token put back in place of a new one is noticed. */
function placeOf(which: 'refresh' | 'access', { source_id, origin, generation }: Key): Place {
  return ['refresh_tokens', which, source_id, origin, String(generation)];
}

function nameOf({ source_id, origin, generation }: Key): string {
  return `${source_id} ${origin} ${generation}`;
}
