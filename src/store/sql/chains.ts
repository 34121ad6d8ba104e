import type { Selectable } from 'kysely';
import type { Timing } from '../lease.js';
import type { ChainName, ChainRow, ChainRows } from '../refresh-tokens.js';
import type { Database, Tables } from './tables.js';

type Row = Selectable<Tables['refresh_tokens']>;

export class SqlChains implements ChainRows {
  constructor(
    private readonly db: Database,
    private readonly timing: Timing,
  ) {}

  async find({ sourceId, origin }: ChainName): Promise<ChainRow | undefined> {
    const row = await this.db
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .executeTakeFirst();
    return row && chainOf(row);
  }

  async begin({ sourceId, origin, ...newest }: ChainRow): Promise<void> {
    await this.db
      .insertInto('refresh_tokens')
      .values({
        ...{ source_id: sourceId, origin, lease_owner: null, lease_until: 0 },
        generation: newest.generation,
        ...sealedColumns(newest),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** One statement, and so atomic. */
  async lease({ sourceId, origin }: ChainName, owner: string): Promise<ChainRow | undefined> {
    const now = this.timing.now();
    const row = await this.db
      .updateTable('refresh_tokens')
      .set({ lease_owner: owner, lease_until: now + this.timing.leaseMs })
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .where('lease_until', '<=', now)
      .returningAll()
      .executeTakeFirst();
    return row && chainOf(row);
  }

  renew(name: ChainName, owner: string): Promise<void> {
    const { now, leaseMs } = this.timing;
    return this.#setLease(name, owner, { lease_owner: owner, lease_until: now() + leaseMs });
  }

  release(name: ChainName, owner: string): Promise<void> {
    return this.#setLease(name, owner, { lease_owner: null, lease_until: 0 });
  }

  async succeed({ sourceId, origin, generation, ...newest }: ChainRow): Promise<void> {
    await this.db
      .updateTable('refresh_tokens')
      .set({ generation, ...sealedColumns(newest) })
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .where('generation', '=', generation - 1)
      .execute();
  }

  async #setLease(
    { sourceId, origin }: ChainName,
    owner: string,
    lease: Pick<Row, 'lease_owner' | 'lease_until'>,
  ): Promise<void> {
    await this.db
      .updateTable('refresh_tokens')
      .set(lease)
      .where('source_id', '=', sourceId)
      .where('origin', '=', origin)
      .where('lease_owner', '=', owner)
      .execute();
  }
}

type Sealed = Pick<ChainRow, 'sealedRefreshToken' | 'sealedAccessToken' | 'accessExpiresAt'>;

function sealedColumns({ sealedRefreshToken, sealedAccessToken, accessExpiresAt }: Sealed) {
  return {
    sealed_refresh_token: sealedRefreshToken,
    sealed_access_token: sealedAccessToken,
    access_expires_at: accessExpiresAt,
  };
}

function chainOf(row: Row): ChainRow {
  return {
    ...{ sourceId: row.source_id, origin: row.origin, generation: row.generation },
    sealedRefreshToken: row.sealed_refresh_token,
    sealedAccessToken: row.sealed_access_token,
    accessExpiresAt: row.access_expires_at,
  };
}
