import type { Writes } from '../writes.js';
import type { Client } from './client.js';
import { creationProgress } from './creation-progress.js';
import { deleteCustomer, updateCustomer, type WriteSettings } from './customer-changes.js';
import { createCustomer } from './customer-creation.js';
import type { WriteClient } from './write-client.js';

/** What CloudCockpit can write. Orders are not among it: the README says why. */
export function cloudcockpitWrites(reading: Client, writing: WriteClient, settings: WriteSettings): Writes {
  return {
    createCustomer: createCustomer(writing, settings.resellerId),
    updateCustomer: updateCustomer(reading, writing, settings),
    deleteCustomer: deleteCustomer(reading, writing, settings),
    progress: { CREATE_CUSTOMER: creationProgress(reading) },
  };
}
