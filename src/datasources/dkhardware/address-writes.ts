import type { OperationScope } from '../../upstream/scope.js';
import type { MadeCustomer, OfAddress, ReadProgress, Writes } from '../writes.js';
import { changedAddressBody, newAddressBody, showsAddress } from './address-bodies.js';
import { changedAddressFaults, newAddressFaults } from './address-rules.js';
import { fieldOfAddressWrite } from './input-fields.js';
import { CUSTOMER_FIELD, onlyOne, ADDRESS_FIELD } from './one-address.js';
import { outcomeOf, progressOf, refused } from './submissions.js';
import { contextFaults, scopeFaults, UPDATE_SCOPES, type WriteSettings } from './write-settings.js';
import { idFaults, type WriteTools } from './write-tools.js';

type Of<Name extends keyof Writes> = NonNullable<Writes[Name]>;

export function addAddress({ reads, writes, settings }: WriteTools): Of<'addAddress'> {
  return {
    faults: ({ customerId, address }) => [
      ...settingFaults(settings),
      ...idFaults(customerId, CUSTOMER_FIELD),
      ...newAddressFaults(address),
    ],
    async send({ customerId, address }, { scope }) {
      const submitted = await writes.createAddress(customerId, newAddressBody(address), scope);
      return outcomeOf(submitted, fieldOfAddressWrite, { made: madeOf(customerId) });
    },
    /** Never sent again: no `referenceId` would keep a second try from adding the address twice. */
    async recover({ customerId, address }, { scope }) {
      const known = await readAgain({ reads, settings }, customerId, scope);
      const isThere = known?.some((row) => showsAddress(row, newAddressBody(address))) ?? false;
      return isThere ? { kind: 'done', made: madeOf(customerId) } : 'cannot tell';
    },
  };
}

/** Reads the customer's addresses first, since an id may name several of them; then one call. */
export function updateAddress({ reads, writes, settings }: WriteTools): Of<'updateAddress'> {
  return {
    faults: (values) => [
      ...settingFaults(settings),
      ...addressIdFaults(values),
      ...changedAddressFaults(values.address),
    ],
    async send({ customerId, addressId, address }, { scope }) {
      const problem = onlyOne(await reads.addresses(customerId, scope), addressId);
      if (problem !== null) return refused([problem]);
      const submitted = await writes.updateAddress(customerId, changedAddressBody(addressId, address), scope);
      return outcomeOf(submitted, fieldOfAddressWrite, { made: madeOf(customerId) });
    },
    /** Never sent again where it does not show: carried out late, it would overwrite what somebody changed since. */
    async recover({ customerId, addressId, address }, { scope }) {
      const known = await readAgain({ reads, settings }, customerId, scope);
      const row = known?.find((each) => each.addressId === addressId);
      const isThere = row !== undefined && showsAddress(row, changedAddressBody(addressId, address));
      return isThere ? { kind: 'done', made: madeOf(customerId) } : 'cannot tell';
    },
  };
}

/** Reads the customer's addresses first, since an id may name several of them; then one call. */
export function removeAddress({ reads, writes, settings }: WriteTools): Of<'removeAddress'> {
  return {
    faults: (values) => [...settingFaults(settings), ...addressIdFaults(values)],
    async send({ customerId, addressId }, { scope }) {
      const problem = onlyOne(await reads.addresses(customerId, scope), addressId);
      if (problem !== null) return refused([problem]);
      const submitted = await writes.deleteAddress(customerId, { addressId }, scope);
      return outcomeOf(submitted, fieldOfAddressWrite, { made: madeOf(customerId) });
    },
    async recover({ customerId, addressId }, { scope }) {
      const known = await readAgain({ reads, settings }, customerId, scope);
      const isGone = known?.every((each) => each.addressId !== addressId) ?? false;
      return isGone ? { kind: 'done', made: madeOf(customerId) } : 'cannot tell';
    },
  };
}

export function addressProgress({ writes }: WriteTools): ReadProgress {
  return async (handle, scope) => progressOf(await writes.addressStatus(handle, scope), fieldOfAddressWrite);
}

/** As they are now: what this operation read before the write may not hold any more. */
function readAgain(
  { reads, settings }: Pick<WriteTools, 'reads' | 'settings'>,
  customerId: string,
  scope: OperationScope,
) {
  scope.forgetReads(settings.id);
  return reads.addresses(customerId, scope);
}

function settingFaults(settings: WriteSettings) {
  return [...scopeFaults(settings, UPDATE_SCOPES), ...contextFaults(settings)];
}

function addressIdFaults({ customerId, addressId }: OfAddress) {
  return [...idFaults(customerId, CUSTOMER_FIELD), ...idFaults(addressId, ADDRESS_FIELD)];
}

function madeOf(customerId: string): MadeCustomer {
  return { externalId: customerId, createdUser: null };
}
