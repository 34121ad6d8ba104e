import { z } from 'zod';
import { bodyOf, flag, ignored, mapOf, named, number, optionalText, requiredText, uuid } from './body.js';
import { PROVIDER_INSTANCES } from './provider-customers.js';
import { RESELLERS } from './rows.js';

const MARGIN_RULES = ['Markup', 'Margin', 'SplitMargin', 'ErpMinusDiscount'] as const;

const margin = bodyOf({ marginRule: named(...MARGIN_RULES), value: number });
const pascalMargin = bodyOf({ MarginRule: bodyOf({ Name: z.string() }), Value: number });

/** In camel case, or wrapped and in Pascal case as the vendor's sample has it: kept as it was sent. */
const offerTypeMargins = z
  .union([mapOf(margin), bodyOf({ Value: mapOf(pascalMargin) })], '% must be a map of margins.')
  .nullish();

const providerCustomer = bodyOf({
  providerInstanceId: uuid,
  providerCustomerData: z
    .string('% must be a string of JSON.')
    .refine(isJsonObject, '% must be a string of JSON.'),
  margin: margin.optional(),
  offerTypeMargins,
  providerCustomerId: ignored,
  status: ignored,
  customerCreationError: ignored,
});

const providerCustomers = mapOf(providerCustomer).superRefine((map, context) => {
  for (const [key, { providerInstanceId }] of Object.entries(map)) {
    const path = [key, 'providerInstanceId'];
    if (providerInstanceId !== key.toLowerCase())
      context.addIssue({ code: 'custom', path, message: '% must equal its key.' });
    else if (!PROVIDER_INSTANCES.some((known) => known === providerInstanceId))
      context.addIssue({ code: 'custom', path, message: '% was not found.' });
  }
});

const resellerId = uuid.refine(
  (id) => RESELLERS.some((reseller) => reseller.resellerId === id),
  '% was not found.',
);

/** What account-info changes: the company and its primary contact. */
const account = {
  companyName: requiredText(255),
  taxId: optionalText(255),
  // An empty one is refused as such already.
  country: requiredText(255).regex(/^([A-Z]{2})?$/, '% must be an ISO 3166-1 alpha-2 code.'),
  addressLine1: requiredText(255),
  addressLine2: optionalText(255),
  city: requiredText(255),
  state: requiredText(255),
  zip: requiredText(30),
  firstName: requiredText(255),
  middleName: optionalText(255),
  lastName: requiredText(255),
  email: requiredText(255).regex(/^([^@]+@[^@]+)?$/, '% is not a valid email address.'),
  phone: requiredText(30),
};

/** CustomerViewModel (CloudCockpit 2.3) as it is sent to create a customer. */
export const newCustomerBody = bodyOf({
  ...account,
  id: uuid.nullish(),
  internalIdentifier: optionalText(255),
  resellerId: resellerId.nullish(),
  providerCustomers,
  customerAssociations: z
    .array(bodyOf({ resellerId, name: optionalText(255) }), '% must be a list.')
    .nullish(),
});

/** Only the account is changed: identifier, relations and providers have endpoints of their own. */
export const accountInfoBody = bodyOf({
  customer: bodyOf({
    ...account,
    id: uuid.nullish(),
    internalIdentifier: ignored,
    resellerId: ignored,
    providerCustomers: ignored,
    customerAssociations: ignored,
  }),
  retryFailedProviderCustomersFromCompanyInfo: flag.optional(),
});

export const internalIdentifierBody = bodyOf({
  internalIdentifier: optionalText(255),
  resellerId: uuid.nullish(),
});

export const marginsBody = bodyOf({ margin, offerTypeMargins, resellerId: uuid.nullish() });

export const providerInstancesBody = bodyOf({ providerCustomers });

export type NewCustomer = z.infer<typeof newCustomerBody>;
export type NewProviderCustomers = z.infer<typeof providerCustomers>;
export type AccountInfo = z.infer<typeof accountInfoBody>['customer'];

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
