import { z } from 'zod';
import { bodyOf, customFields, listOf, number, optionalText, requiredText } from './body.js';

/** 720 or `"720"`: the vendor's types allow both. */
const hours = z.union([z.number(), z.string()], 'must be a string or a number').optional();
const flag = z.boolean('must be true or false').optional();
const anything = z.unknown().optional();

const price = bodyOf({
  currency: requiredText,
  unitPrice: number,
  exchangeRate: number.optional(),
}).optional();

const orderedProduct = bodyOf({
  quantity: number.int('must be a whole number').min(1, 'must be 1 or more'),
  arrowSpherePriceBandSku: optionalText,
  sku: optionalText,
  subscription: bodyOf({ reference: requiredText }).optional(),
  parentLicenseId: optionalText,
  parentSku: optionalText,
  periodicity: hours,
  term: hours,
  discount: number.optional(),
  uplift: number.optional(),
  autoRenew: flag,
  effectiveStartDate: optionalText,
  effectiveEndDate: optionalText,
  vendorReferenceId: optionalText,
  parentVendorReferenceId: optionalText,
  friendlyName: optionalText,
  comment1: optionalText,
  comment2: optionalText,
  coterminosityDate: optionalText,
  coterminositySubscriptionRef: optionalText,
  promotionId: optionalText,
  price: bodyOf({ vendor: price, buy: price, list: price, reseller: price, endCustomer: price }).optional(),
  eavs: anything,
  bundleArrowSphereSku: optionalText,
  bundleUuid: optionalText,
});

/** The body of a new order (ArrowSphere 1.5). */
export const newOrderBody = bodyOf({
  customer: bodyOf({
    reference: requiredText,
    ponumber: optionalText,
    // The spelling of .NET and of the PHP client's tests.
    poNumber: optionalText,
    endCustomerPONumber: optionalText,
  }),
  products: listOf(orderedProduct).optional(),
  quoteRef: optionalText,
  scenario: z
    .enum(['injection', 'reconciliation', 'provision'], 'must be injection, reconciliation or provision')
    .optional(),
  scheduledDate: optionalText,
  extraInformation: bodyOf({ programs: z.record(z.string(), z.unknown(), 'must be an object') }).optional(),
  organizationUnitRef: optionalText,
  customFields: customFields.optional(),
}).refine(({ products, quoteRef }) => (products?.length ?? 0) > 0 || quoteRef !== undefined, {
  path: ['products'],
  error: 'is required',
});

/** Another spelling of the same two numbers than on creation. */
export const orderChangesBody = bodyOf({
  PO_number: optionalText,
  end_customer_PO_number: optionalText,
  customFields: customFields.optional(),
});

export type NewOrder = z.infer<typeof newOrderBody>;
export type OrderedProduct = z.infer<typeof orderedProduct>;
