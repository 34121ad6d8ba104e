import type { CustomField } from '../../types/custom-field.js';
import {
  readBoolean,
  readDecimal,
  readInt,
  readObject,
  readObjects,
  readText,
  readTexts,
  type Wire,
} from '../reading.js';
import { readCustomFields, readReference } from './wire.js';

export interface WireOrder {
  readonly reference: string | null;
  readonly orderReference: string | null;
  readonly status: string | null;
  readonly dateStatus: string | null;
  readonly dateCreation: string | null;
  readonly poNumber: string | null;
  readonly endCustomerPoNumber: string | null;
  readonly customer: WireLink | null;
  readonly partner: WirePartner | null;
  readonly products: readonly WireProduct[];
  readonly customFields: readonly CustomField[];
}

export interface WireLink {
  readonly reference: string | null;
  readonly link: string | null;
}

export interface WirePartner {
  readonly companyName: string | null;
  readonly contact: WirePartnerContact | null;
}

export interface WirePartnerContact {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

export interface WireProduct {
  readonly sku: string | null;
  readonly priceBand: string | null;
  readonly name: string | null;
  readonly quantity: number | null;
  readonly status: string | null;
  readonly detailedStatus: string | null;
  readonly dateStatus: string | null;
  readonly creationDate: string | null;
  readonly isAddon: boolean | null;
  readonly isTrial: boolean | null;
  readonly classification: string | null;
  readonly arrowSubCategories: readonly string[];
  readonly family: string | null;
  readonly vendorName: string | null;
  readonly programName: string | null;
  /** Null where the product names no program. */
  readonly program: { readonly legacyCode: string | null } | null;
  readonly vendor: { readonly sku: string | null; readonly name: string | null } | null;
  readonly prices: WirePrices | null;
  readonly subscription: WireLink | null;
  readonly license: WireLink | null;
}

/** Both published forms of `prices` as one: flat amounts have the one currency, tiers each their own (ArrowSphere 1.6). */
export interface WirePrices {
  readonly vendor: WireTier | null;
  readonly buy: WireTier | null;
  readonly list: WireTier | null;
  readonly reseller: WireTier | null;
  readonly endCustomer: WireTier | null;
  readonly sell: WireTier | null;
  readonly periodicity: string | null;
  readonly periodicityCode: number | null;
  readonly term: string | null;
  readonly termCode: number | null;
}

export interface WireTier {
  readonly currency: string | null;
  readonly unit: string | null;
  readonly exchangeRate: string | null;
}

export function readOrder(row: Wire): WireOrder {
  return {
    reference: readReference(row.reference),
    orderReference: readText(row.order_reference),
    status: readText(row.status),
    dateStatus: readText(row.dateStatus),
    dateCreation: readText(row.dateCreation),
    // Clients and endpoints disagree about the case of both numbers (ArrowSphere 1.5).
    poNumber: readText(row.ponumber) ?? readText(row.poNumber) ?? readText(row.PO_number),
    endCustomerPoNumber:
      readText(row.endCustomerPONumber) ??
      readText(row.endCustomerPoNumber) ??
      readText(row.end_customer_PO_number),
    customer: readLink(row.customer),
    partner: readPartner(readObject(row.partner)),
    products: readObjects(row.products).map(readProduct),
    customFields: readCustomFields(row.customFields),
  };
}

function readProduct(product: Wire): WireProduct {
  const program = readObject(product.program);
  const vendor = readObject(readObject(product.identifiers)?.vendor);
  const prices = readObject(product.prices);
  return {
    sku: readText(product.sku),
    priceBand: readText(product.priceBand),
    name: readText(product.name),
    quantity: readInt(product.quantity),
    status: readText(product.status),
    detailedStatus: readText(product.detailedStatus),
    dateStatus: readText(product.dateStatus),
    creationDate: readText(product.creationDate),
    isAddon: readBoolean(product.isAddon),
    isTrial: readBoolean(product.isTrial),
    classification: readText(product.classification),
    arrowSubCategories: readTexts(product.arrowSubCategories),
    family: readText(readObject(product.family)?.name),
    vendorName: readText(product.vendorName),
    programName: readText(product.programName),
    program: program && { legacyCode: readText(program.legacyCode) },
    // The documentation writes `sky` (ArrowSphere 1.6).
    vendor: vendor && { sku: readText(vendor.sku) ?? readText(vendor.sky), name: readText(vendor.name) },
    prices: prices && readPrices(prices),
    subscription: readLink(product.subscription),
    license: readLink(product.license),
  };
}

function readPrices(prices: Wire): WirePrices {
  const currency = readText(prices.currency);
  return {
    vendor: readTier(prices.vendor, currency),
    buy: readTier(prices.buy, currency),
    list: readTier(prices.list, currency),
    reseller: readTier(prices.reseller, currency),
    endCustomer: readTier(prices.endCustomer, currency),
    sell: readTier(prices.sell, currency),
    periodicity: readText(prices.periodicity),
    periodicityCode: readInt(prices.periodicityCode),
    term: readText(prices.term),
    termCode: readInt(prices.termCode),
  };
}

function readTier(value: unknown, currency: string | null): WireTier | null {
  const tier = readObject(value);
  if (tier === null) {
    const unit = readDecimal(value);
    return unit === null ? null : { currency, unit, exchangeRate: null };
  }
  return {
    currency: readText(tier.currency) ?? currency,
    unit: readDecimal(tier.unit),
    exchangeRate: readDecimal(tier.exchangeRate),
  };
}

function readPartner(partner: Wire | null): WirePartner | null {
  if (partner === null) return null;
  const contact = readObject(partner.contact);
  return {
    companyName: readText(partner.companyName),
    contact: contact && {
      firstName: readText(contact.firstName),
      lastName: readText(contact.lastName),
      email: readText(contact.email),
    },
  };
}

function readLink(value: unknown): WireLink | null {
  const link = readObject(value);
  return link && { reference: readText(link.reference), link: readText(link.link) };
}
