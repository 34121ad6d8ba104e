import { z } from 'zod';
import {
  KEPT_MS,
  UNRESOLVED_KEPT_MS,
  type NewRequest,
  type RequestRows,
  type RowBeginning,
} from '../idempotency.js';
import type { Timing } from '../lease.js';
import type { Connection } from './connection.js';
import { leaseKey, requestKey } from './keys.js';
import { Leases } from './leases.js';
import { number } from './replies.js';
import { script } from './script.js';

/** What BEGIN answers. */
const beginningSchema = z.union([
  z.tuple([z.literal('fresh'), z.string()]),
  z.tuple([z.literal('unresolved'), z.string(), number, z.int()]),
  z.tuple([z.literal('replay'), z.string()]),
  z.tuple([z.enum(['conflict', 'in-progress'])]),
]);

export class RedisRequests implements RequestRows {
  readonly #leases: Leases;

  constructor(
    private readonly connection: Connection,
    private readonly timing: Timing,
  ) {
    this.#leases = new Leases(connection, timing.leaseMs);
  }

  async begin({ id, input, reference, owner }: NewRequest): Promise<RowBeginning> {
    const key = requestKey(id);
    const reply = beginningSchema.parse(
      await this.connection.run(
        BEGIN,
        [key, leaseKey(key)],
        [input, reference, owner, this.timing.leaseMs, KEPT_MS],
      ),
    );
    switch (reply[0]) {
      case 'fresh':
        return { outcome: 'fresh', reference: reply[1] };
      case 'unresolved': {
        const [outcome, known, firstSentAt, leftMs] = reply;
        // How long ago, by the server's clock: machines whose clocks differ would send again too soon.
        const lastSentAt = this.timing.now() - (UNRESOLVED_KEPT_MS - leftMs);
        return { outcome, reference: known, firstSentAt, lastSentAt };
      }
      case 'replay':
        return { outcome: 'replay', sealedPayload: reply[1] };
      default:
        return { outcome: reply[0] };
    }
  }

  renew(id: string, owner: string): Promise<void> {
    return this.#leases.renew(requestKey(id), owner);
  }

  async sending(id: string, owner: string): Promise<number | undefined> {
    const { now } = this.timing;
    const reply = await this.connection.run(SENDING, [requestKey(id)], [owner, now(), UNRESOLVED_KEPT_MS]);
    return number.nullable().parse(reply) ?? undefined;
  }

  async done(id: string, sealedPayload: string): Promise<void> {
    const key = requestKey(id);
    await this.connection.run(DONE, [key, leaseKey(key)], [sealedPayload, KEPT_MS]);
  }

  async forget(id: string, owner: string): Promise<void> {
    const key = requestKey(id);
    await this.connection.run(FORGET, [key, leaseKey(key)], [owner]);
  }

  release(id: string, owner: string): Promise<void> {
    return this.#leases.release(requestKey(id), owner);
  }
}

const BEGIN = script(`
local row, lease = KEYS[1], KEYS[2]
local input, reference, owner, leaseMs, keptMs = unpack(ARGV)

if redis.call('exists', row) == 0 then
  redis.call('hset', row, 'input', input, 'state', 'claimed', 'reference', reference, 'owner', owner)
  redis.call('pexpire', row, keptMs)
  redis.call('set', lease, owner, 'px', leaseMs)
  return {'fresh', reference}
end

local known = redis.call('hmget', row, 'input', 'state', 'reference', 'firstSentAt', 'payload')
local knownInput, state, knownReference, firstSentAt, payload = unpack(known)
if knownInput ~= input then return {'conflict'} end
if state == 'done' then return {'replay', payload} end

local holder = redis.call('get', lease)
if holder and holder ~= owner then return {'in-progress'} end
redis.call('hset', row, 'owner', owner)
redis.call('set', lease, owner, 'px', leaseMs)
-- Where nothing was sent before its process died, nothing can have been written.
if state == 'claimed' then return {'fresh', knownReference} end
return {'unresolved', knownReference, firstSentAt, redis.call('pttl', row)}`);

const SENDING = script(`
local row = KEYS[1]
local owner, now, keptMs = unpack(ARGV)

if redis.call('hget', row, 'owner') ~= owner then return false end
redis.call('hset', row, 'state', 'sent')
redis.call('hsetnx', row, 'firstSentAt', now)
redis.call('pexpire', row, keptMs)
return redis.call('hget', row, 'firstSentAt')`);

const DONE = script(`
local row, lease = KEYS[1], KEYS[2]
local payload, keptMs = ARGV[1], ARGV[2]

local state = redis.call('hget', row, 'state')
if not state or state == 'done' then return end
redis.call('hset', row, 'state', 'done', 'payload', payload)
redis.call('hdel', row, 'owner')
redis.call('del', lease)
redis.call('pexpire', row, keptMs)`);

const FORGET = script(`
local row, lease = KEYS[1], KEYS[2]
local owner = ARGV[1]

if redis.call('hget', row, 'owner') == owner then
  redis.call('del', row, lease)
end`);
