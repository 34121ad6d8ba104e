import { z } from 'zod';
import { bodyOf, customFields, number, optionalText, requiredText } from './body.js';

const mainContact = {
  FirstName: requiredText,
  LastName: requiredText,
  Email: requiredText,
  Phone: requiredText,
  Type: requiredText,
  Role: requiredText,
};

const required = {
  CompanyName: requiredText,
  AddressLine1: requiredText,
  Zip: requiredText,
  City: requiredText,
  CountryCode: requiredText.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'),
  ReceptionPhone: requiredText,
};

const optional = {
  PartnerCompanyId: optionalText,
  AddressLine2: optionalText,
  State: optionalText,
  WebsiteUrl: optionalText,
  EmailContact: optionalText,
  Headcount: number.optional(),
  TaxNumber: optionalText,
  Ref: optionalText,
  BillingAddress1: optionalText,
  BillingAddress2: optionalText,
  BillingCity: optionalText,
  BillingCountryCode: optionalText,
  BillingId: optionalText,
  BillingState: optionalText,
  BillingZipCode: optionalText,
  InternalReference: optionalText,
  RegistrationNumber: optionalText,
  customFields: customFields.optional(),
};

/** The body of a new customer (ArrowSphere 1.3): no lengths are published, so none are checked. */
export const newCustomerBody = bodyOf({
  ...required,
  ...optional,
  // All six or no contact: the vendor's type makes none of them optional.
  Contact: bodyOf(mainContact).optional(),
});

/** Any subset of it, of the contact too; what is there keeps its rules. */
export const customerChangesBody = bodyOf({
  ...z.object(required).partial().shape,
  ...optional,
  Contact: bodyOf(mainContact).partial().optional(),
});

export type NewCustomer = z.infer<typeof newCustomerBody>;
export type CustomerChanges = z.infer<typeof customerChangesBody>;
