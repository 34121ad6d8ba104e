import type { Writes } from '../writes.js';
import type { IonClient } from './client.js';
import { createCustomer, updateCustomer } from './customer-writes.js';
import { cancelOrder, createOrder } from './order-writes.js';
import type { IonWriteClient } from './write-client.js';

/** What ION can write. It answers every write with the finished row, so that none is left pending. */
export function ionWrites(reading: IonClient, writing: IonWriteClient, sourceId: string): Writes {
  return {
    createCustomer: createCustomer(reading, writing),
    updateCustomer: updateCustomer(reading, writing, sourceId),
    createOrder: createOrder(reading, writing, sourceId),
    cancelOrder: cancelOrder(reading, writing),
  };
}
