import { cycle, DAY_MS, SANDBOX_EPOCH, seededRandom, type Random } from '../random.js';
import {
  companyName,
  personName,
  phoneNumber,
  PLACES,
  slug,
  type Person,
  type Place,
} from '../vocabulary.js';
import { seedAddresses } from './addresses.js';
import { CUSTOMER_TYPES, USERS } from './lookups.js';
import type { DkCredit, DkCustomer, DkUserRef } from './rows.js';
import { instant, naive, UNSET_TIME } from './times.js';

const COUNT = 1_560;
const FIRST_ID = 463_501;

/** One of the vendor's mass changes: many rows share the time they are sorted by. */
const MASS_UPDATE = '2024-01-02T03:04:05';

/** Two single rows with a fault of their own: an id that is a number (DK 3.3), a date that was never set (DK 3.6). */
const NUMERIC_ID_CUSTOMER = FIRST_ID + 90;
const UNSET_DATE_CUSTOMER = FIRST_ID + 77;

/** Country names as the vendor writes them: the full ISO name, not the everyday one. */
const SEOUL: Place = {
  city: 'Seoul',
  country: 'KR',
  countryName: 'Korea, Republic of',
  state: 'Seoul',
  zip: '04524',
  street: 'Sejong-daero',
};
const AMERICAN = PLACES.filter(({ country }) => country === 'US');
const FOREIGN = [...PLACES.filter(({ country }) => ['CA', 'GB', 'DE'].includes(country)), SEOUL];

/** By ascending id. */
export function seedCustomers(): DkCustomer[] {
  const random = seededRandom('dkhardware/customers');
  return Array.from({ length: COUNT }, (_, index) => customer(random, index));
}

/**
 * Every 10th row is from before 2023 and has none of the members added since;
 * two of 25 have no address, one of them not even the member; every 40th lacks `updatedAt`.
 */
function customer(random: Random, index: number): DkCustomer {
  const id = FIRST_ID + index;
  const person = personName(random);
  const place = index % 10 < 7 ? cycle(AMERICAN, index) : cycle(FOREIGN, Math.floor(index / 10));
  const createdAt = naive(SANDBOX_EPOCH - (COUNT - index) * 2 * DAY_MS + random.int(0, DAY_MS));
  const old = index % 10 === 5;
  const base = {
    customerId: id === NUMERIC_ID_CUSTOMER ? id : String(id),
    createdAt,
    ...(index % 40 !== 11 && { updatedAt: updatedAt(random, createdAt, index) }),
    ...contact(random, person, place, index),
    ...(!old && membersSince2023(index)),
  };
  if (index % 25 === 8) return base;
  if (index % 25 === 3) return { ...base, addresses: [] };
  return {
    ...base,
    addresses: seedAddresses(random, { id: String(id), index, createdAt, old, person, place }),
  };
}

function contact(random: Random, { firstName, lastName }: Person, place: Place, index: number) {
  return {
    firstName,
    lastName,
    email: `${slug(firstName)}.${slug(lastName)}.${index + 1}@dk-buyer.example`,
    // Most buyers are persons: the member is there and empty.
    company: index % 3 === 0 ? companyName(random, index + 1) : '',
    phone: phoneNumber(random, place.country),
    altPhone: index % 9 === 0 ? phoneNumber(random, place.country) : null,
    fax: null,
  };
}

/** `creditApproved` is listed as required and missing from every sample of the vendor (DK 3.4). */
function membersSince2023(index: number) {
  const createdBy: DkUserRef | null = index % 6 === 1 ? null : refOf(index);
  return {
    channel: cycle(['partner-api', 'Walmart', 'Phone', null], index),
    createdBy,
    // One value in 60 is outside the vendor's dictionary, which is why it is open.
    customerType:
      index % 60 === 22 ? 'education' : cycle([...CUSTOMER_TYPES.map(({ code }) => code), null], index),
    ...(index % 2 === 0 && { creditApproved: index % 4 === 0, creditLimit: 500 * (index % 20) }),
    notes: index % 12 === 0 ? 'Prefers delivery before noon.' : null,
  };
}

function refOf(index: number): DkUserRef {
  const { id, name } = cycle(USERS, index);
  return { id, name };
}

function updatedAt(random: Random, createdAt: string, index: number): string {
  if (FIRST_ID + index === UNSET_DATE_CUSTOMER) return UNSET_TIME;
  if (index % 4 === 3) return createdAt;
  if (index % 13 === 0 && createdAt < MASS_UPDATE) return MASS_UPDATE;
  return naive(Math.min(instant(createdAt) + random.int(0, 300 * DAY_MS), SANDBOX_EPOCH));
}

/** Every 3rd has null members, every 7th lacks them. */
export function seedCredit(customers: readonly DkCustomer[]): DkCredit[] {
  const random = seededRandom('dkhardware/credit');
  return customers.map((row, index) => {
    const customerId = String(row.customerId);
    const creditLimit = row.creditLimit ?? 0;
    const balance = random.int(0, 100_000) / 100;
    const credit = { customerId, creditApproved: row.creditApproved ?? false };
    if (index % 7 === 6) return credit;
    if (index % 3 === 2)
      return { ...credit, creditHold: null, creditLimit: null, balance: null, creditAvailable: null };
    return {
      ...credit,
      creditHold: index % 11 === 0,
      creditLimit,
      balance,
      creditAvailable: creditLimit - balance,
    };
  });
}
