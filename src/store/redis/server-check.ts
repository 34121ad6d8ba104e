import { ErrorReply } from '@redis/client';
import { z } from 'zod';
import { StoreFault } from '../faults.js';
import type { Connection } from './connection.js';

/**
 * Throws where the server may forget what it was told to keep, and says where a restart of it would.
 * Asks by INFO, which hosted servers answer too; what it does not tell is not held against a server.
 */
export async function checkServer(connection: Connection, notice: (message: string) => void): Promise<void> {
  const policy = await factOf(connection, 'memory', 'maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction')
    throw new StoreFault({
      path: 'store.url',
      problem: 'names a server that throws away keys when its memory is full',
      remedy: 'set its maxmemory-policy to noeviction',
    });
  if ((await factOf(connection, 'persistence', 'aof_enabled')) === '0')
    notice(
      'the store is in a server without appendonly: when that ends, its newest refresh tokens and writes are lost',
    );
}

async function factOf(connection: Connection, section: string, name: string): Promise<string | undefined> {
  try {
    const facts = z.string().parse(await connection.call(['INFO', section]));
    return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(facts)?.[1];
  } catch (error) {
    if (error instanceof ErrorReply) return undefined; // this user may not ask
    throw error;
  }
}
