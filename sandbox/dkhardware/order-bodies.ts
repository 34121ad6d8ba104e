import { z } from 'zod';
import { body, choice, email, id, listOf, money, notNegative, optionalText, text } from './bodies.js';
import { ORDER_STATUSES, PAYMENT_METHODS } from './lookups.js';

export const NOTE_CODES = [
  'WalkIn', 'PhoneCall', 'Email', 'Fax', 'General', 'Order', 'QuestionToSupport', 'Cancel',
] as const; // prettier-ignore

export const unitOfMeasure = () =>
  body({ id: text(64), name: optionalText(300) }).transform(({ id: unitId, name }) => ({
    id: unitId,
    name: name ?? 'Each',
  }));
export const quantity = () => z.int('must be a whole number').min(1, "must be greater than '0'");
export const linePosition = () =>
  z
    .int('must be a whole number')
    .min(1, 'must be between 1 and 1000')
    .max(1_000, 'must be between 1 and 1000');
export const paymentMethodCode = () => choice(PAYMENT_METHODS.map(({ code }) => code));

/** A discount is given positive and shown negative (DK 3.7). */
export const discount = () => notNegative().transform((amount) => -amount || 0);

export const newItem = body({
  // Required by the table and missing from the vendor's own valid request (DK 3.5): the server gives it.
  itemId: optionalText(64),
  productId: text(64),
  unitPrice: money(),
  unitCost: money(),
  unitWeight: money(),
  unitOfMeasure: unitOfMeasure(),
  quantity: quantity(),
  linePosition: linePosition(),
  tax: money(),
  discount: discount(),
  mpn: text(50),
  itemName: text(2_000),
  lineComment: optionalText(2_000),
  addons: listOf(body({ code: text(64), title: text(300), price: money(), cost: money() })).exactOptional(),
});

const orderAddress = body({
  firstName: text(150),
  lastName: text(150),
  zip: text(50),
  country: text(150),
  state: text(50),
  city: text(255),
  address1: text(255),
  address2: optionalText(255),
  company: optionalText(250),
  phone: optionalText(50),
  altPhone: optionalText(50),
  fax: optionalText(50),
  email: email().nullable().exactOptional(),
});

const newOrder = body({
  customerId: id(),
  customerNotes: optionalText(8_000),
  poNumber: optionalText(50),
  channel: optionalText(100),
  channelReferenceId: optionalText(100),
  shippingMethod: text(200),
  shippingPrice: money(),
  shippingTax: money(),
  shippingDiscount: discount().exactOptional(),
  handlingFee: notNegative().exactOptional(),
  total: money(),
  billing: orderAddress.exactOptional(),
  shipping: orderAddress.exactOptional(),
  items: listOf(newItem).min(1, 'must not be empty').superRefine(refuseSharedPositions),
  paymentMethodCode: paymentMethodCode(),
  orderDateUtc: z.iso.datetime({ local: true, error: 'must be a date and time' }),
  // The vendor's table spells it with a Cyrillic first letter (DK 3.7).
  comment: optionalText(1_000),
  responseTime: choice(['Unknown', 'OneDay', 'ThreeDays', 'FiveDays']).exactOptional(),
});

export const createOrderBody = body({ referenceId: optionalText(64), customerOrder: newOrder });

export const changeStatusBody = body({
  customerOrder: body({
    orderId: id(),
    statusId: body({
      newValue: id().refine(
        (value) => ORDER_STATUSES.some((status) => status.id === value),
        'should be a valid id',
      ),
      oldValue: z.string().nullable().exactOptional(),
    }),
  }),
});

export type NewItem = z.infer<typeof newItem>;
export type NewOrder = z.infer<typeof newOrder>;
export type NewOrderAddress = z.infer<typeof orderAddress>;
export type StatusChange = z.infer<typeof changeStatusBody>['customerOrder'];

function refuseSharedPositions(
  items: readonly { readonly linePosition: number }[],
  context: z.RefinementCtx,
): void {
  items.forEach((item, index) => {
    const first = items.findIndex(({ linePosition: position }) => position === item.linePosition);
    if (first === index) return;
    context.addIssue({ code: 'custom', path: [index, 'linePosition'], message: 'must be unique' });
  });
}
