import { SourceCapability } from '../../types/source.js';
import type { Writes } from '../writes.js';
import { addAddress, addressProgress, removeAddress, updateAddress } from './address-writes.js';
import { updateCustomer, updateProgress } from './customer-change.js';
import { createCustomer, createProgress } from './customer-creation.js';
import { CREATE_SCOPES, hasScopes, UPDATE_SCOPES, type WriteSettings } from './write-settings.js';
import type { WriteTools } from './write-tools.js';

/**
 * Customers and their addresses, all by submissions that are carried out later.
 * Nothing deletes a customer, and orders need more than our input holds: see the README.
 */
export function dkHardwareWrites(tools: WriteTools): Writes {
  return {
    createCustomer: createCustomer(tools),
    updateCustomer: updateCustomer(tools),
    addAddress: addAddress(tools),
    updateAddress: updateAddress(tools),
    removeAddress: removeAddress(tools),
    progress: {
      CREATE_CUSTOMER: createProgress(tools),
      UPDATE_CUSTOMER: updateProgress(tools),
      CREATE_ADDRESS: addressProgress(tools),
      UPDATE_ADDRESS: addressProgress(tools),
      DELETE_ADDRESS: addressProgress(tools),
    },
  };
}

/** What the configuration lets this source write; the rest is refused with the setting that is missing. */
export function writeCapabilities(settings: WriteSettings): SourceCapability[] {
  const canUpdate = hasScopes(settings, UPDATE_SCOPES);
  return [
    ...(hasScopes(settings, CREATE_SCOPES) ? [SourceCapability.CREATE_CUSTOMER] : []),
    ...(canUpdate ? [SourceCapability.UPDATE_CUSTOMER] : []),
    ...(canUpdate && settings.requestContext !== undefined ? [SourceCapability.WRITE_ADDRESSES] : []),
  ];
}
