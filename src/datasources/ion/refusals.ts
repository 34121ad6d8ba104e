import { UserErrorCode, type UserError } from '../../types/user-error.js';
import type { Refusal } from '../../upstream/refusals.js';
import { userError } from '../input-rules.js';
import { readObject, readObjects, readText, type Wire } from '../reading.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import type { CustomerMember } from './customer-bodies.js';
import { placeOf } from './customer-places.js';

/**
 * What ION refuses, on the members of our input that it concerns, always in words of our own:
 * ION's may quote what was submitted (ION 4.6).
 */
export function customerRefusal(
  { body }: Refusal,
  values: CustomerValues | CustomerChange,
): readonly UserError[] {
  const answer = readObject(body) ?? {};
  const codes = readObjects(answer.details).map(codeOf);
  if (codes.includes('CUS-CR-001')) {
    const field = placeOf('customerEmail', values);
    return [userError(field, UserErrorCode.TAKEN, 'A customer of ION has this e-mail address already.')];
  }
  if (codes.includes('CUS-CR-002')) {
    const field = placeOf('languageCode', values);
    return [userError(field, UserErrorCode.INVALID, 'ION does not know this language.')];
  }
  return [propertyRefusal(readText(answer.message) ?? '', values)];
}

/** ION tells all that is wrong with an order at once, but not with which of its products. */
export function orderRefusal({ body }: Refusal): readonly UserError[] {
  const details = readObjects(readObject(body)?.details).flatMap(({ errors }) => readObjects(errors));
  if (details.length === 0) return [REFUSED_ORDER];
  const told = details.map(({ detail }) => orderDetail(readText(detail) ?? ''));
  return [...new Map(told.map((error) => [error.message, error])).values()];
}

/** Properties by the names that ION's gateway and the service behind it give them; most of the latter are unpublished. */
const CUSTOMER_PROPERTIES: ReadonlyMap<string, CustomerMember> = new Map<string, CustomerMember>([
  ['orgName', 'customerOrganization'],
  ['primaryContactName', 'customerName'],
  ['primaryContactEmail', 'customerEmail'],
  ['customerOrganization', 'customerOrganization'],
  ['customerName', 'customerName'],
  ['customerEmail', 'customerEmail'],
  ['customerTitle', 'customerTitle'],
  ['customerPhone', 'customerPhone'],
  ['customerAddress', 'street'],
  ['street', 'street'],
  ['suite', 'suite'],
  ['city', 'city'],
  ['state', 'state'],
  ['zip', 'zip'],
  ['country', 'country'],
  ['languageCode', 'languageCode'],
]);

const ORDER_PROPERTIES: ReadonlyMap<string, readonly [place: string, name: string]> = new Map([
  ['productId', ['products', 'productId']],
  ['skuId', ['products', 'skuId']],
  ['planId', ['products', 'planId']],
  ['quantity', ['products', 'quantity']],
  ['resourceId', ['products', 'subscriptionReference']],
  ['endCustomerPO', ['endCustomerPoNumber', 'endCustomerPoNumber']],
  ['resellerPO', ['poNumber', 'poNumber']],
]);

const REFUSED_ORDER = userError(
  ['input', 'products'],
  UserErrorCode.REJECTED,
  'ION refused the products of this order.',
);

/** e.g. `must have required property 'orgName'`: the service names its own properties, not the gateway's. */
function propertyRefusal(message: string, values: CustomerValues | CustomerChange): UserError {
  const member = CUSTOMER_PROPERTIES.get(quotedName(message) ?? '');
  if (member === undefined) return userError(null, UserErrorCode.REJECTED, 'ION refused this customer.');
  const field = placeOf(member, values);
  const name = field.at(-1) ?? '';
  return message.startsWith('must have required property')
    ? userError(field, UserErrorCode.REQUIRED, `${name} is required.`)
    : userError(field, UserErrorCode.INVALID, `ION does not accept this ${name}.`);
}

/** e.g. `The 'productId' attribute must be present in the 'order.orderItem' object.` */
function orderDetail(detail: string): UserError {
  const property = ORDER_PROPERTIES.get(quotedName(detail) ?? '');
  if (property === undefined) return REFUSED_ORDER;
  const [place, name] = property;
  return detail.includes(' must be present ')
    ? userError(['input', place], UserErrorCode.REQUIRED, `ION requires ${name}.`)
    : userError(['input', place], UserErrorCode.INVALID, `ION does not accept this ${name}.`);
}

function quotedName(text: string): string | undefined {
  return /'(\w+)'/.exec(text)?.[1];
}

/** The vendor's sample of an order's codes ends in a blank (ION 4.6). */
function codeOf({ code }: Wire): string | undefined {
  return readText(code)?.trim();
}
