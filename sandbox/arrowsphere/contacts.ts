import { DAY_MS, cycle, seededRandom } from '../random.js';
import type { Random } from '../random.js';
import { personName, phoneNumber, slug } from '../vocabulary.js';
import { isoBefore, naiveBefore } from './dates.js';
import type { ContactRow, CustomerRow, InvitationRow } from './rows.js';

const CONTACTS_PER_CUSTOMER = [1, 0, 2, 3, 4, 1, 2];
const TYPES = ['Technical', 'Field Sales', 'Marketing', 'Operations', 'Management', 'Inside Sales', 'Other'];
const YEAR_MS = 365 * DAY_MS;

/** The contacts of each customer, by the customer's reference. */
export function seedContacts(customers: readonly CustomerRow[]): Map<string, ContactRow[]> {
  const random = seededRandom('arrowsphere/contacts');
  let number = 0;
  return new Map(
    customers.map(({ Reference }, index) => {
      const length = cycle(CONTACTS_PER_CUSTOMER, index);
      const contacts = Array.from({ length }, (_, position) =>
        contact(random, Reference, (number += 1), position),
      );
      return [Reference, contacts];
    }),
  );
}

function contact(random: Random, customer: string, number: number, position: number): ContactRow {
  const { firstName, lastName } = personName(random);
  const invitedMs = random.int(40, 900) * DAY_MS;
  return {
    reference: `CC-${number}`,
    firstName,
    lastName,
    email: `${slug(firstName)}.${slug(lastName)}.${number}@${customer.toLowerCase()}.example`,
    phone: phoneNumber(random, 'FR'),
    ...(number % 3 === 0 ? {} : { username: `${slug(firstName)}.${number}` }),
    type: cycle(TYPES, number),
    role: position === 1 ? 'MicrosoftCustomerAgreement' : 'primary',
    isActive: number % 8 !== 0,
    ...(number % 2 === 0 ? {} : { xcpInvitation: invitationOf(invitedMs) }),
    ...(number % 4 === 0 ? {} : { organizationUnitId: 1 }),
    organizationUnits: number % 4 === 0 ? [] : [{ id: 1, name: 'Paris office' }],
  };
}

function invitationOf(createdMs: number) {
  return { policy: 'admin', createdAt: isoBefore(createdMs), expiredAt: isoBefore(createdMs - 31 * DAY_MS) };
}

/** One invitation for every fifth contact, its dates in the three formats that the vendor's sources show. */
export function seedInvitations(contacts: ReadonlyMap<string, readonly ContactRow[]>): InvitationRow[] {
  const random = seededRandom('arrowsphere/invitations');
  const addressees = [...contacts].flatMap(([customer, list]) =>
    list.map((person) => ({ customer, person })),
  );
  const formats = [isoBefore, naiveBefore, dayBefore];
  return addressees
    .filter((_, index) => index % 5 === 0)
    .map(({ customer, person }, index) => {
      const format = cycle(formats, index);
      const createdMs = YEAR_MS + index * DAY_MS;
      return {
        code: `Inv${random.hex(9)}`,
        createdAt: format(createdMs),
        updatedAt: format(createdMs),
        company: { reference: customer },
        contact: {
          reference: person.reference,
          username: person.username ?? null,
          firstName: person.firstName,
          lastName: person.lastName,
          email: person.email,
        },
        policy: 'admin',
        expiredAt: format(createdMs - 31 * DAY_MS),
      };
    });
}

function dayBefore(milliseconds: number): string {
  const [year, month, day] = isoBefore(milliseconds).slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
}
