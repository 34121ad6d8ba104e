import type { NewOrder, OrderedProduct } from './order-body.js';
import type { OrderRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

const TERMS: Readonly<Record<string, string>> = { 720: 'Month', 8640: 'Year' };

export function newOrder(state: ArrowSphereState, body: NewOrder): OrderRow {
  const number = state.next('order');
  const { reference, ponumber, poNumber, endCustomerPONumber } = body.customer;
  const now = state.naiveNow();
  const { scheduledDate = null, quoteRef, scenario } = body;
  return {
    reference: `XSPO${number}`,
    status: scheduledDate === null ? 'Open' : 'Scheduled Order',
    dateStatus: now,
    dateCreation: now,
    order_reference: `O_SANDBOX-V7-${String(number).padStart(8, '0')}`,
    partner: {
      companyName: 'Reseller One',
      contact: { firstName: 'Rae', lastName: 'Seller', email: 'rae@reseller-one.example' },
    },
    customer: { reference, link: `/api/customers/${reference}` },
    ponumber: ponumber ?? poNumber ?? null,
    endCustomerPONumber: endCustomerPONumber ?? null,
    products: (body.products ?? []).map((ordered) => newProduct(state, ordered, number, now)),
    extraInformation: body.extraInformation ?? { programs: {} },
    organizationUnitRef: body.organizationUnitRef ?? 'OU-1',
    customFields: body.customFields ?? [],
    scheduledDate,
    ...(quoteRef === undefined ? {} : { quoteRef }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

/** With every object that the vendor's Node client cannot do without (ArrowSphere 1.7). */
function newProduct(state: ArrowSphereState, ordered: OrderedProduct, order: number, now: string): object {
  const sku = ordered.sku ?? ordered.arrowSpherePriceBandSku ?? '';
  const license = `XSPL${order}-${state.next('product')}`;
  const { subscription } = ordered;
  return {
    sku,
    quantity: ordered.quantity,
    status: 'Open',
    creationDate: now,
    dateStatus: now,
    detailedStatus: 'Open',
    family: { name: '' },
    isAddon: ordered.parentLicenseId !== undefined || ordered.parentSku !== undefined,
    isTrial: false,
    arrowSubCategories: [],
    prices: pricesOf(ordered),
    subscription:
      subscription === undefined
        ? null
        : { ...subscription, link: `/api/subscriptions/${subscription.reference}` },
    license: { reference: license, link: `/api/licenses/${license}` },
    name: ordered.friendlyName ?? sku,
    classification: 'SaaS',
    program: { legacyCode: 'microsoft' },
    programName: 'Microsoft',
    vendorName: 'Microsoft',
    identifiers: {
      vendor: { sku, name: '', attributes: { canSwitchAutoRenew: ordered.autoRenew ?? false } },
    },
    pricingRules: [],
    priceBand: ordered.arrowSpherePriceBandSku ?? '',
    organizationUnitRef: 'OU-1',
  };
}

function pricesOf({ price, periodicity = 720, term = 8640 }: OrderedProduct): object {
  return {
    buy: price?.buy?.unitPrice ?? 0,
    sell: price?.endCustomer?.unitPrice ?? 0,
    currency: price?.endCustomer?.currency ?? price?.buy?.currency ?? 'EUR',
    periodicity: `per ${TERMS[periodicity] ?? 'Month'}`,
    periodicityCode: Number(periodicity),
    term: `1 ${TERMS[term] ?? 'Year'}`,
    termCode: Number(term),
  };
}
