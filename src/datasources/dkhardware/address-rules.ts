import type { AddressInput } from '../../types/address-input.js';
import { Provider } from '../../types/source.js';
import type { UserError } from '../../types/user-error.js';
import { AtMost, emptied, faultsOf, Required } from '../input-rules.js';

/** Limits of the vendor's table of address fields (DK 3.4). */
class AddressRules {
  @AtMost(250) company?: string | null;
  @Required() @AtMost(255) line1?: string | null;
  @AtMost(255) line2?: string | null;
  @Required() @AtMost(255) city?: string | null;
  @Required() @AtMost(50) postalCode?: string | null;
  @Required() countryCode?: string | null;
  @AtMost(50) phone?: string | null;
  @AtMost(50) altPhone?: string | null;
  @AtMost(50) fax?: string | null;
}

class NewAddressRules extends AddressRules {
  @Required() @AtMost(150) firstName?: string | null;
  @Required() @AtMost(150) lastName?: string | null;
  @Required() @AtMost(50) state?: string | null;
}

class NewCustomersAddressRules extends AddressRules {
  @AtMost(150) firstName?: string | null;
  @AtMost(150) lastName?: string | null;
  @Required() @AtMost(50) state?: string | null;
}

class ChangedAddressRules extends AddressRules {
  @AtMost(150) firstName?: string | null;
  @AtMost(150) lastName?: string | null;
  @AtMost(50) state?: string | null;
}

export function newAddressFaults(address: AddressInput): UserError[] {
  return faultsOf(NewAddressRules, address, ['input', 'address']);
}

/** Without a name of its own, where the customer's will stand. */
export function newCustomersAddressFaults(address: AddressInput, path: readonly string[]): UserError[] {
  return faultsOf(NewCustomersAddressRules, address, path);
}

export function changedAddressFaults(address: AddressInput): UserError[] {
  const path = ['input', 'address'];
  return [
    ...faultsOf(ChangedAddressRules, address, path),
    ...emptied(Provider.DKHARDWARE, address, ['firstName', 'lastName', 'state'], path),
  ];
}
