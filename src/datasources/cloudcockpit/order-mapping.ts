import { encodeNodeId } from '../../ids.js';
import type { OrderProduct } from '../../types/order-product.js';
import type { Order } from '../../types/order.js';
import type { ProductPrices } from '../../types/product-prices.js';
import { readTime } from '../times.js';
import type { MappedSource } from './customer-mapping.js';
import { orderStatus } from './statuses.js';
import type { WireOrder } from './wire.js';

/** `customerId`: whose list the order stood in, for rows that do not say it themselves. */
export function toOrder(wire: WireOrder, customerId: string, { sourceId, timeZone }: MappedSource): Order {
  const createdAt = readTime(wire.createdDate, timeZone);
  return {
    __typename: 'Order',
    id: encodeNodeId('order', sourceId, wire.id),
    sourceId,
    externalId: wire.id,
    orderReference: null,
    status: orderStatus(wire.status),
    upstreamStatus: wire.status ?? '',
    statusChangedAt: null,
    createdAt,
    updatedAt: null,
    poNumber: wire.poNumber,
    endCustomerPoNumber: null,
    partner: null,
    products: [toProduct(wire, createdAt)],
    total: null,
    billingAddress: null,
    shippingAddress: null,
    customFields: [],
    customerExternalId: wire.customerId ?? customerId,
  };
}

/** An order is for one offer, in its own fields: one line. */
function toProduct(wire: WireOrder, createdAt: string | null): OrderProduct {
  return {
    externalId: null,
    lineNumber: 1,
    sku: wire.offerId,
    name: wire.subscriptionName,
    quantity: wire.quantity ?? 0,
    status: orderStatus(wire.status),
    upstreamStatus: wire.status,
    detailedStatus: wire.errorMessage,
    statusChangedAt: null,
    createdAt,
    isAddon: wire.parentSubscriptionId === null ? null : true,
    isTrial: null,
    classification: null,
    subCategories: [],
    family: null,
    vendorName: null,
    programName: null,
    program: null,
    identifiers: null,
    prices: toTerms(wire),
    unitPrice: null,
    tax: null,
    discount: null,
    subscription:
      wire.subscriptionInternalId === null ? null : { reference: wire.subscriptionInternalId, link: null },
    license: null,
  };
}

/** Lengths in hours as the graph counts them: a month has 720, a year 8640. */
const HOURS = new Map([
  ['OneMonth', 720],
  ['OneYear', 8_640],
  ['ThreeYears', 25_920],
  ['FiveYears', 43_200],
  ['Monthly', 720],
  ['Annual', 8_640],
  ['Triennial', 25_920],
]);

/** No prices come with an order, but what they would be for does: how often it is billed, and for how long it is bound. */
function toTerms({ billingFrequency, termDuration }: WireOrder): ProductPrices | null {
  if (billingFrequency === null && termDuration === null) return null;
  return {
    vendor: null,
    buy: null,
    list: null,
    reseller: null,
    endCustomer: null,
    sell: null,
    periodicity: billingFrequency,
    periodicityCode: HOURS.get(billingFrequency ?? '') ?? null,
    term: termDuration,
    termCode: HOURS.get(termDuration ?? '') ?? null,
  };
}
