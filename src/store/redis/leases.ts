import type { Connection } from './connection.js';
import { leaseKey } from './keys.js';
import { script } from './script.js';

/**
 * Who holds a row is a member of it, and for how long a key beside it that expires by itself:
 * timed by the server's clock, since those of several machines may differ by more than a lease.
 */
export class Leases {
  constructor(
    private readonly connection: Connection,
    private readonly leaseMs: number,
  ) {}

  async renew(key: string, owner: string): Promise<void> {
    await this.connection.run(RENEW, [key, leaseKey(key)], [owner, this.leaseMs]);
  }

  async release(key: string, owner: string): Promise<void> {
    await this.connection.run(RELEASE, [key, leaseKey(key)], [owner]);
  }
}

const RENEW = script(`
local row, lease = KEYS[1], KEYS[2]
local owner, leaseMs = ARGV[1], ARGV[2]

if redis.call('hget', row, 'owner') == owner then
  redis.call('set', lease, owner, 'px', leaseMs)
end`);

const RELEASE = script(`
local row, lease = KEYS[1], KEYS[2]
local owner = ARGV[1]

if redis.call('hget', row, 'owner') == owner then
  redis.call('hdel', row, 'owner')
  redis.call('del', lease)
end`);
