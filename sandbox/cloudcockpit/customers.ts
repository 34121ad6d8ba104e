import { cycle, seededRandom } from '../random.js';
import type { Random } from '../random.js';
import { PLACES, companyName, personName, phoneNumber, slug } from '../vocabulary.js';
import { providerCustomers } from './provider-customers.js';
import { RESELLERS } from './rows.js';
import type { CustomerRow } from './rows.js';

const LIVE_CUSTOMERS = 128;
const DELETED_CUSTOMERS = 12;
const TOTAL = LIVE_CUSTOMERS + DELETED_CUSTOMERS;

export function seedCustomers(): CustomerRow[] {
  const random = seededRandom('cloudcockpit/customers');
  return Array.from({ length: TOTAL }, (_, index) => customer(random, index));
}

function customer(random: Random, index: number): CustomerRow {
  const place = random.pick(PLACES);
  const company = companyName(random, index + 1);
  const name = slug(company);
  const { firstName, lastName } = personName(random);
  const email = `${slug(firstName)}@${name}.example`;
  const phone = phoneNumber(random, place.country).slice(0, 30);
  const customerAssociations = associationsOf(index);
  return {
    id: random.uuid(),
    companyName: company,
    taxId: index % 5 === 2 ? null : `${place.country}${random.int(100_000_000, 999_999_999)}`,
    country: place.country,
    addressLine1: `${place.street} ${random.int(1, 240)}`,
    addressLine2: index % 4 === 0 ? `Piso ${random.int(1, 9)}` : null,
    city: place.city,
    state: place.state,
    zip: place.zip,
    firstName,
    middleName: index % 9 === 0 ? 'Maria' : null,
    lastName,
    email,
    phone,
    internalIdentifier: index % 6 === 1 ? null : `INT-${index + 1}`,
    resellerId: customerAssociations?.[0]?.resellerId ?? null,
    providerCustomers: providerCustomers(random, index, {
      Domain: name,
      FirstName: firstName,
      LastName: lastName,
      Email: email,
      Phone: phone,
    }),
    customerAssociations,
    // Spread among the others, so that every page of the default listing may hold one.
    ...(index % 11 === 10 && index < DELETED_CUSTOMERS * 11 ? { isDeleted: true } : {}),
  };
}

/** null: the customer belongs to the CSP directly. */
function associationsOf(index: number): CustomerRow['customerAssociations'] {
  if (index % 3 === 1) return null;
  return index % 7 === 0 ? RESELLERS : [cycle(RESELLERS, index)];
}

/** The value a reseller sees in place of the CSP's: it belongs to the relation, not to the customer (CloudCockpit 2.5). */
export function resellerIdentifier(index: number): string | null {
  return index % 4 === 3 ? null : `RES-${index + 1}`;
}
