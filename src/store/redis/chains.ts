import { z } from 'zod';
import type { ChainName, ChainRow, ChainRows } from '../refresh-tokens.js';
import type { Connection } from './connection.js';
import { chainKey, leaseKey } from './keys.js';
import { Leases } from './leases.js';
import { fields, number } from './replies.js';
import { script } from './script.js';

const rowSchema = z.object({
  generation: number,
  sealedRefreshToken: z.string(),
  sealedAccessToken: z.string().nullable().default(null),
  accessExpiresAt: number.nullable().default(null),
});

export class RedisChains implements ChainRows {
  readonly #leases: Leases;

  constructor(
    private readonly connection: Connection,
    private readonly leaseMs: number,
  ) {
    this.#leases = new Leases(connection, leaseMs);
  }

  async find(name: ChainName): Promise<ChainRow | undefined> {
    return rowOf(name, await this.connection.call(['HGETALL', chainKey(name)]));
  }

  async begin(row: ChainRow): Promise<void> {
    await this.connection.run(BEGIN, [chainKey(row)], [row.generation, row.sealedRefreshToken]);
  }

  async lease(name: ChainName, owner: string): Promise<ChainRow | undefined> {
    const key = chainKey(name);
    return rowOf(name, await this.connection.run(LEASE, [key, leaseKey(key)], [owner, this.leaseMs]));
  }

  renew(name: ChainName, owner: string): Promise<void> {
    return this.#leases.renew(chainKey(name), owner);
  }

  release(name: ChainName, owner: string): Promise<void> {
    return this.#leases.release(chainKey(name), owner);
  }

  async succeed(row: ChainRow): Promise<void> {
    const { generation, sealedRefreshToken, sealedAccessToken, accessExpiresAt } = row;
    const access =
      sealedAccessToken === null || accessExpiresAt === null
        ? []
        : ['sealedAccessToken', sealedAccessToken, 'accessExpiresAt', accessExpiresAt];
    await this.connection.run(
      SUCCEED,
      [chainKey(row)],
      [generation - 1, 'generation', generation, 'sealedRefreshToken', sealedRefreshToken, ...access],
    );
  }
}

function rowOf(name: ChainName, reply: unknown): ChainRow | undefined {
  const found = fields.parse(reply);
  return found && { ...name, ...rowSchema.parse(found) };
}

const BEGIN = script(`
local row = KEYS[1]
local generation, token = ARGV[1], ARGV[2]

if redis.call('exists', row) == 0 then
  redis.call('hset', row, 'generation', generation, 'sealedRefreshToken', token)
end`);

const LEASE = script(`
local row, lease = KEYS[1], KEYS[2]
local owner, leaseMs = ARGV[1], ARGV[2]

local holder = redis.call('get', lease)
if redis.call('exists', row) == 0 or holder and holder ~= owner then return false end
redis.call('set', lease, owner, 'px', leaseMs)
redis.call('hset', row, 'owner', owner)
return redis.call('hgetall', row)`);

const SUCCEED = script(`
local row = KEYS[1]
local former = ARGV[1]

if redis.call('hget', row, 'generation') == former then
  redis.call('hdel', row, 'sealedAccessToken', 'accessExpiresAt')
  redis.call('hset', row, unpack(ARGV, 2))
end`);
