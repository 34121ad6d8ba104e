import { encodeNodeId } from '../../ids.js';
import { AddressKind } from '../../types/address.js';
import type { Money } from '../../types/money.js';
import type { OrderProduct } from '../../types/order-product.js';
import type { OrderStatus } from '../../types/order-status.js';
import type { Order } from '../../types/order.js';
import { readTime } from '../times.js';
import { addressOfKind, type MappedSource } from './address-mapping.js';
import { orderStatusOf } from './statuses.js';
import type { ItemRow, OrderRow } from './wire.js';

export function toOrder(row: OrderRow, source: MappedSource): Order {
  const status = orderStatusOf(row.status, row.statusId);
  const { billing, shipping, currency } = row;
  return {
    __typename: 'Order',
    id: encodeNodeId('order', source.id, row.id),
    sourceId: source.id,
    externalId: row.id,
    orderReference: null,
    status,
    upstreamStatus: row.status ?? '',
    statusChangedAt: null,
    createdAt: readTime(row.createdAt, source.timeZone),
    updatedAt: readTime(row.updatedAt, source.timeZone),
    poNumber: row.poNumber,
    endCustomerPoNumber: null,
    partner: null,
    products: inLineOrder(row.items).map((item, index) => toProduct(item, index + 1, status, currency)),
    total: toMoney(row.total, currency),
    billingAddress: billing === null ? null : addressOfKind(billing, AddressKind.BILLING, source),
    shippingAddress: shipping === null ? null : addressOfKind(shipping, AddressKind.SHIPPING, source),
    customFields: [],
    customerExternalId: row.customerId,
  };
}

/** By `linePosition`, which is unique within an order but may have gaps; lines without one come last. */
function inLineOrder(items: readonly ItemRow[]): readonly ItemRow[] {
  if (items.length < 2) return items;
  const place = (item: ItemRow) => item.linePosition ?? Number.MAX_SAFE_INTEGER;
  return items.toSorted((a, b) => place(a) - place(b));
}

function toProduct(item: ItemRow, lineNumber: number, status: OrderStatus, currency: string): OrderProduct {
  return {
    externalId: item.itemId,
    lineNumber,
    sku: item.mpn,
    name: item.itemName,
    quantity: item.quantity ?? 0,
    // Lines have no status of their own; the order's is theirs.
    status,
    upstreamStatus: null,
    detailedStatus: null,
    statusChangedAt: null,
    createdAt: null,
    isAddon: null,
    isTrial: null,
    classification: null,
    subCategories: [],
    family: null,
    vendorName: null,
    programName: null,
    program: null,
    identifiers: null,
    prices: null,
    unitPrice: toMoney(item.unitPrice, currency),
    tax: toMoney(item.tax, currency),
    // As signed upstream: what was sent as 1 comes back as -1.0 (DK 3.7).
    discount: toMoney(item.discount, currency),
    subscription: null,
    license: null,
  };
}

function toMoney(amount: string | null, currency: string): Money | null {
  return amount === null ? null : { amount, currency };
}
