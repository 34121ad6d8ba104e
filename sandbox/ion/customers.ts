import { cycle, DAY_MS, SANDBOX_EPOCH, seededRandom, type Random } from '../random.js';
import { companyName, personName, phoneNumber, PLACES, slug, type Place } from '../vocabulary.js';
import { ION_ACCOUNT_ID } from './credentials.js';
import type { IonAddress, IonCustomer } from './rows.js';

const COUNT = 420;
const FIRST_ID = 20_001;
const SALES_PLACES = PLACES.filter(({ country }) => ['US', 'CA', 'GB', 'DE'].includes(country));
const TITLES = ['CTO', 'IT Director', 'Owner', 'Procurement Lead'];
/** The vendor's samples and guides disagree on the spelling (ION 4.3). */
const LANGUAGES = ['EN', 'EN', 'en', 'en-US', 'DE', 'FR'];

/** Rows by ascending id, the order in which the vendor lists them. */
export function seedCustomers(): IonCustomer[] {
  const random = seededRandom('ion/customers');
  return Array.from({ length: COUNT }, (_, index) => customer(random, index));
}

/** Every 9th row is INACTIVE, every 7th lacks suite, title and phone, every 15th has the legacy members. */
function customer(random: Random, index: number): IonCustomer {
  const { firstName, lastName } = personName(random);
  const place = cycle(SALES_PLACES, index);
  const organization = companyName(random, index + 1);
  const sparse = index % 7 === 3;
  const domain = `${slug(organization)}.example`;
  const created = SANDBOX_EPOCH - (COUNT - index) * 3 * DAY_MS + random.int(0, DAY_MS);
  return {
    name: `accounts/${ION_ACCOUNT_ID}/customers/${FIRST_ID + index}`,
    customerOrganization: organization,
    customerAddress: address(random, place, index, sparse),
    customerName: `${firstName} ${lastName}`,
    customerEmail: `it${index + 1}@${domain}`,
    ...(!sparse && {
      customerTitle: cycle(TITLES, index),
      customerPhone: phoneNumber(random, place.country),
    }),
    createTime: rfc3339(created),
    updateTime: rfc3339(created + random.int(0, 2 * DAY_MS)),
    languageCode: cycle(LANGUAGES, index),
    uid: `uid${String(index + 1).padStart(6, '0')}`,
    customerStatus: index % 9 === 4 ? 'INACTIVE' : 'ACTIVE',
    ...(index % 15 === 6 && legacyMembers(firstName, lastName, domain)),
  };
}

function address(random: Random, place: Place, index: number, sparse: boolean): IonAddress {
  return {
    street: `${random.int(1, 220)} ${place.street}`,
    ...(!sparse && { suite: index % 4 === 0 ? `Suite ${random.int(1, 90)}` : '' }),
    city: place.city,
    state: place.state,
    zip: place.zip,
    country: place.country,
  };
}

/** In the vendor's schema `Customer`, which no endpoint of the specification refers to, yet which turns up (ION 4.3). */
function legacyMembers(firstName: string, lastName: string, domain: string) {
  return {
    alternateEmail: `office@${domain}`,
    customerDomain: domain,
    primaryContactFirstName: firstName,
    primaryContactLastName: lastName,
  };
}

/** `2024-06-03T09:55:19Z`: whole seconds. */
export function rfc3339(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
