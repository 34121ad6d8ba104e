import { encodeNodeId } from '../../ids.js';
import type { Money } from '../../types/money.js';
import type { OrderProduct } from '../../types/order-product.js';
import type { Order } from '../../types/order.js';
import { readTime } from '../times.js';
import type { MappedSource } from './customer-mapping.js';
import { orderStatusOf } from './statuses.js';
import type { WireOrder, WireOrderItem } from './wire.js';

export function toOrder(wire: WireOrder, source: MappedSource): Order {
  return {
    __typename: 'Order',
    id: encodeNodeId('order', source.id, wire.id),
    sourceId: source.id,
    externalId: wire.id,
    orderReference: null,
    status: orderStatusOf(wire.status),
    upstreamStatus: wire.status ?? '',
    statusChangedAt: null,
    createdAt: readTime(wire.createTime, source.timeZone),
    updatedAt: readTime(wire.updateTime, source.timeZone),
    poNumber: sharedBy(wire.orderItems, (item) => item.resellerPO),
    endCustomerPoNumber: sharedBy(wire.orderItems, (item) => item.endCustomerPO),
    partner: null,
    products: wire.orderItems.map((item, index) => toProduct(item, index + 1, wire.currencyCode, source)),
    total: toMoney(wire.total, wire.currencyCode),
    billingAddress: null,
    shippingAddress: null,
    customFields: [],
    customerExternalId: wire.customerId,
  };
}

/** ION keeps purchase order numbers with the items; the order has one where all of them name the same. */
function sharedBy(
  items: readonly WireOrderItem[],
  read: (item: WireOrderItem) => string | null,
): string | null {
  const [first] = items;
  if (first === undefined) return null;
  const value = read(first);
  return items.every((item) => read(item) === value) ? value : null;
}

function toProduct(
  wire: WireOrderItem,
  lineNumber: number,
  currency: string | null,
  source: MappedSource,
): OrderProduct {
  return {
    externalId: wire.id,
    lineNumber,
    sku: wire.skuId,
    name: wire.productName ?? wire.skuName ?? wire.planName,
    // proto3 JSON leaves a zero out.
    quantity: wire.quantity ?? 0,
    status: orderStatusOf(wire.status),
    upstreamStatus: wire.status,
    detailedStatus: null,
    statusChangedAt: null,
    createdAt: readTime(wire.createTime, source.timeZone),
    isAddon: null,
    isTrial: null,
    classification: null,
    subCategories: [],
    family: null,
    vendorName: wire.providerName,
    programName: null,
    program: null,
    identifiers: null,
    prices: null,
    unitPrice: toMoney(wire.price, currency),
    tax: null,
    discount: null,
    subscription: wire.resourceId === null ? null : { reference: wire.resourceId, link: null },
    license: null,
  };
}

/** The currency stands once, with the order; an amount without one is no money. */
function toMoney(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}
