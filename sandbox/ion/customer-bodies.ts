import { z } from 'zod';
import { preconditionFailed } from './errors.js';
import { optionalText, readBody, text } from './bodies.js';
import type { IonCustomer } from './rows.js';

/**
 * Create and replace take the same members and require the same ones (ION 4.2).
 * proto3 cannot tell an empty text from an absent one, so a required member has to hold something.
 */
const customerBody = z.strictObject({
  customerOrganization: text(),
  customerAddress: z.strictObject(
    {
      street: text(),
      suite: optionalText(),
      city: text(),
      state: text(),
      zip: text(),
      country: text(),
    },
    'be object',
  ),
  customerName: text(),
  customerEmail: text().regex(/^\s*$|^[^\s@]+@[^\s@]+$/, 'match format "email"'),
  customerTitle: optionalText(),
  customerPhone: optionalText(),
  languageCode: text(),
});

export type CustomerBody = z.infer<typeof customerBody>;

/**
 * Refusals name the properties of the service behind the gateway. `orgName` and `primaryContactEmail` are the vendor's
 * own examples (ION 4.6); `primaryContactName` follows them, the others are taken to be named alike.
 */
const INTERNAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['customerOrganization', 'orgName'],
  ['customerName', 'primaryContactName'],
  ['customerEmail', 'primaryContactEmail'],
]);

/** Languages by their ISO 639-1 code, with or without a country; samples have `EN`, `en` and `en-US` (ION 4.3). */
const LANGUAGE = /^(en|de|fr|es|it|nl|pt|pl|sv|da|fi|nb|ja|zh)(-[a-z]{2})?$/i;

/** `self` is the customer that is replaced: its e-mail may stay. */
export function readCustomer(
  raw: unknown,
  customers: readonly IonCustomer[],
  self?: IonCustomer,
): CustomerBody {
  const given = readBody(customerBody, raw, INTERNAL_NAMES);
  const email = given.customerEmail.toLowerCase();
  if (customers.some((row) => row.customerEmail.toLowerCase() === email && row.name !== self?.name)) {
    throw preconditionFailed(
      'primaryContactEmail',
      'CUS-CR-001',
      'The provided primaryContactEmail is already in use, please provide a different email.',
    );
  }
  if (!LANGUAGE.test(given.languageCode)) {
    throw preconditionFailed('languageCode', 'CUS-CR-002', 'The provided language code is not valid');
  }
  return given;
}
