import { cycle, type Random } from '../random.js';
import { PLACES, type Person, type Place } from '../vocabulary.js';
import type { DkAddress } from './rows.js';
import { HOUR_MS, instant, naive } from './times.js';

/** The address id the vendor's samples show on different addresses of different customers (DK 3.7). */
const SHARED_ADDRESS_ID = '187218';

const FIRST_ADDRESS_ID = 996_701;
const AMERICAN = PLACES.filter(({ country }) => country === 'US');

interface Owner {
  readonly id: string;
  readonly index: number;
  readonly createdAt: string;
  /** From before addresses had times. */
  readonly old: boolean;
  readonly person: Person;
  readonly place: Place;
}

/**
 * One address or two. Every 4th owner's two have one id between them, every 50th's the id of yet other customers';
 * every 30th owner has no default address.
 */
export function seedAddresses(random: Random, owner: Owner): DkAddress[] {
  const { index } = owner;
  const home = address(random, owner, owner.place, 0);
  const noDefault = index % 30 === 17;
  if (index % 4 > 1) return [{ ...home, isDefaultBilling: !noDefault, isDefaultShipping: !noDefault }];
  const away = address(random, owner, cycle(AMERICAN, index + 1), index % 4);
  return [
    { ...home, isDefaultBilling: !noDefault },
    { ...away, isDefaultShipping: !noDefault },
  ];
}

function address(random: Random, owner: Owner, place: Place, position: number): DkAddress {
  const { id, index, person } = owner;
  const ownId = String(FIRST_ADDRESS_ID + index * 2 + position);
  return {
    addressId: index % 50 === 12 ? SHARED_ADDRESS_ID : ownId,
    customerId: id,
    ...person,
    zip: place.zip,
    country: place.countryName,
    state: place.state,
    city: place.city,
    address1: `${random.int(1, 400)} ${place.street}`,
    address2: index % 8 === 1 ? `Floor ${random.int(1, 30)}` : null,
    company: null,
    phone: `555${String(random.int(0, 9_999)).padStart(4, '0')}`,
    altPhone: null,
    fax: null,
    isDefaultBilling: false,
    isDefaultShipping: false,
    ...(!owner.old && addressTimes(owner.createdAt)),
  };
}

/** Four hours before the customer's own time, though both are documented as UTC (DK 3.7). */
export function addressTimes(customerCreatedAt: string) {
  const time = naive(instant(customerCreatedAt) - 4 * HOUR_MS);
  return { createdAt: time, updatedAt: time };
}
