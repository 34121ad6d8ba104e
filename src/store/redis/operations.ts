import { z } from 'zod';
import type { Timing } from '../lease.js';
import {
  RESULT_KEPT_MS,
  type NewOperationRow,
  type OperationRow,
  type OperationRows,
} from '../operations.js';
import type { OperationReference } from '../store.js';
import type { Connection } from './connection.js';
import { dueKey, operationKey } from './keys.js';
import { fields, number } from './replies.js';
import { script } from './script.js';

const rowSchema = z.object({
  sourceId: z.string(),
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  sealedDetail: z.string(),
  polls: number,
  nextPollAt: number.nullable().default(null),
  createdAt: number,
  updatedAt: number,
});

/** Timed by the process's clock, as those who poll are; machines whose clocks differ ask an upstream twice, or later. */
export class RedisOperations implements OperationRows {
  constructor(
    private readonly connection: Connection,
    private readonly timing: Timing,
  ) {}

  async create(row: NewOperationRow): Promise<OperationRow> {
    const { id, sourceId, nextPollAt } = row;
    const members = [
      ...['sourceId', sourceId, 'id', id, 'kind', row.kind, 'status', row.status],
      ...['sealedDetail', row.sealedDetail, 'polls', row.polls, 'nextPollAt', nextPollAt],
      ...['createdAt', row.createdAt, 'updatedAt', row.updatedAt],
    ];
    const reply = await this.connection.run(
      CREATE,
      [operationKey(row), dueKey(sourceId)],
      [id, nextPollAt, ...members],
    );
    return rowOf(reply) ?? row;
  }

  async find(reference: OperationReference): Promise<OperationRow | undefined> {
    return rowOf(await this.connection.call(['HGETALL', operationKey(reference)]));
  }

  async replace(row: OperationRow, seen: string): Promise<boolean> {
    const { id, status, sealedDetail, updatedAt, nextPollAt } = row;
    const reply = await this.connection.run(
      REPLACE,
      [operationKey(row), dueKey(row.sourceId)],
      [id, seen, status, sealedDetail, updatedAt, nextPollAt ?? '', RESULT_KEPT_MS],
    );
    return reply === 1;
  }

  async takeDue(sourceIds: readonly string[], limit: number): Promise<readonly OperationRow[]> {
    const now = this.timing.now();
    const prefixes = sourceIds.map((sourceId) => operationKey({ sourceId, id: '' }));
    const reply = await this.connection.run(TAKE_DUE, sourceIds.map(dueKey), [
      ...[now, now + this.timing.leaseMs, limit],
      ...prefixes,
    ]);
    return z
      .array(z.unknown())
      .parse(reply)
      .flatMap((row) => rowOf(row) ?? []);
  }

  async nextDueAt(sourceIds: readonly string[]): Promise<number | null> {
    const reply = await this.connection.run(NEXT_DUE_AT, sourceIds.map(dueKey), []);
    return number.nullable().parse(reply);
  }
}

function rowOf(reply: unknown): OperationRow | undefined {
  const found = fields.parse(reply);
  return found && rowSchema.parse(found);
}

const CREATE = script(`
local row, due = KEYS[1], KEYS[2]
local id, nextPollAt = ARGV[1], ARGV[2]

if redis.call('exists', row) == 0 then
  redis.call('hset', row, unpack(ARGV, 3))
  redis.call('zadd', due, nextPollAt, id)
end
return redis.call('hgetall', row)`);

const REPLACE = script(`
local row, due = KEYS[1], KEYS[2]
local id, seen, status, detail, updatedAt, nextPollAt, keptMs = unpack(ARGV)

local known = redis.call('hget', row, 'sealedDetail')
if known == detail then return 1 end
if known ~= seen then return 0 end
redis.call('hset', row, 'status', status, 'sealedDetail', detail, 'updatedAt', updatedAt)
if nextPollAt == '' then
  redis.call('hdel', row, 'nextPollAt')
  redis.call('zrem', due, id)
  redis.call('pexpire', row, keptMs)
else
  redis.call('hset', row, 'nextPollAt', nextPollAt)
  redis.call('zadd', due, nextPollAt, id)
end
return 1`);

/** Run again for want of an answer, it takes others; those of the first run wait for their lease to end. */
const TAKE_DUE = script(`
local now, leaseUntil, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])

local due = {}
for index, key in ipairs(KEYS) do
  local found = redis.call('zrangebyscore', key, '-inf', now, 'withscores', 'limit', 0, limit)
  for each = 1, #found, 2 do
    table.insert(due, { key = key, id = found[each], at = tonumber(found[each + 1]), prefix = ARGV[3 + index] })
  end
end
table.sort(due, function(one, other) return one.at < other.at end)

local taken = {}
for each = 1, math.min(limit, #due) do
  local key, id = due[each].key, due[each].id
  local row = due[each].prefix .. id
  if redis.call('exists', row) == 1 then
    redis.call('zadd', key, leaseUntil, id)
    redis.call('hincrby', row, 'polls', 1)
    table.insert(taken, redis.call('hgetall', row))
  else
    redis.call('zrem', key, id)
  end
end
return taken`);

const NEXT_DUE_AT = script(`
local next
for _, key in ipairs(KEYS) do
  local at = redis.call('zrange', key, 0, 0, 'withscores')[2]
  if at and (not next or tonumber(at) < tonumber(next)) then next = at end
end
return next or false`);
