import { encodeNodeId } from '../../ids.js';
import type { OrderProduct } from '../../types/order-product.js';
import type { Order, OrderPartner } from '../../types/order.js';
import { readTime } from '../times.js';
import { fullName, type Origin } from './customer-mapping.js';
import type { WireLink, WireOrder, WirePartner, WireProduct } from './order-wire.js';
import { orderStatus, productStatus } from './statuses.js';

export function mapOrder(wire: WireOrder, externalId: string, origin: Origin): Order {
  const { sourceId, timeZone } = origin;
  return {
    __typename: 'Order',
    id: encodeNodeId('order', sourceId, externalId),
    sourceId,
    externalId,
    orderReference: wire.orderReference,
    status: orderStatus(wire.status),
    upstreamStatus: wire.status ?? '',
    statusChangedAt: readTime(wire.dateStatus, timeZone),
    createdAt: readTime(wire.dateCreation, timeZone),
    updatedAt: null,
    poNumber: wire.poNumber,
    endCustomerPoNumber: wire.endCustomerPoNumber,
    partner: wire.partner && mapPartner(wire.partner),
    products: wire.products.map((product, index) => mapProduct(product, index + 1, timeZone)),
    // None is given: products are priced for a period each, so that a sum would mean nothing.
    total: null,
    billingAddress: null,
    shippingAddress: null,
    customFields: wire.customFields,
    customerExternalId: wire.customer && customerOf(wire.customer),
  };
}

/** The link `/api/customers/XSP1` says the same as the reference, where that is missing. */
function customerOf({ reference, link }: WireLink): string | null {
  return reference ?? /\/customers\/([^/?#]+)$/.exec(link ?? '')?.[1] ?? null;
}

function mapProduct(product: WireProduct, lineNumber: number, timeZone: string): OrderProduct {
  return {
    externalId: null,
    lineNumber,
    sku: product.sku,
    name: product.name,
    quantity: product.quantity ?? 0,
    status: productStatus(product.status),
    upstreamStatus: product.status,
    detailedStatus: product.detailedStatus,
    statusChangedAt: readTime(product.dateStatus, timeZone),
    createdAt: readTime(product.creationDate, timeZone),
    isAddon: product.isAddon,
    isTrial: product.isTrial,
    classification: product.classification,
    subCategories: product.arrowSubCategories,
    family: product.family,
    vendorName: product.vendorName,
    programName: product.programName,
    program: product.program,
    identifiers: product.vendor && { vendor: product.vendor },
    prices: product.prices,
    // `buy` or `sell` would each be one side's view; `prices` has both.
    unitPrice: null,
    tax: null,
    discount: null,
    subscription: product.subscription,
    license: product.license,
  };
}

function mapPartner({ companyName, contact }: WirePartner): OrderPartner {
  return {
    companyName,
    contact: contact && {
      externalId: null,
      isPrimary: false,
      firstName: contact.firstName,
      middleName: null,
      lastName: contact.lastName,
      fullName: fullName(contact.firstName, contact.lastName),
      title: null,
      email: contact.email,
      phone: null,
      username: null,
      type: null,
      role: null,
      isActive: null,
      syncPartnerContactRefId: null,
      contactPersonId: null,
      invitation: null,
    },
  };
}
