import { z } from 'zod';
import type { Timing } from '../lease.js';
import { storeOver } from '../over-rows.js';
import { newSealCheck, verifySealCheck } from '../seal-check.js';
import type { Sealing } from '../sealing.js';
import type { Store } from '../store.js';
import type { RedisAddress } from './address.js';
import { RedisChains } from './chains.js';
import { Connection } from './connection.js';
import { SEAL_KEY } from './keys.js';
import { serverFaultOf } from './open-problem.js';
import { RedisOperations } from './operations.js';
import { RedisRequests } from './requests.js';
import { checkServer } from './server-check.js';

/** Throws StoreFault where the server cannot be reached, or is not fit for a store. */
export async function openRedisStore(
  address: RedisAddress,
  sealing: Sealing,
  timing: Timing,
  notice: (message: string) => void,
): Promise<Store> {
  const connection = new Connection(address, notice);
  try {
    await checkServer(connection, notice);
    await checkSeal(connection, sealing);
  } catch (error) {
    await connection.close();
    throw serverFaultOf(error);
  }
  const rows = {
    chains: new RedisChains(connection, timing.leaseMs),
    requests: new RedisRequests(connection, timing),
    operations: new RedisOperations(connection, timing),
    close: () => connection.close(),
  };
  return storeOver(rows, sealing, timing);
}

async function checkSeal(connection: Connection, sealing: Sealing): Promise<void> {
  await connection.call(['SET', SEAL_KEY, newSealCheck(sealing), 'NX']);
  verifySealCheck(z.string().parse(await connection.call(['GET', SEAL_KEY])), sealing);
}
