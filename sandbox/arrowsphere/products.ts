import { cycle } from '../random.js';
import type { Random } from '../random.js';
import { ITEM_STATUSES } from './order-statuses.js';

type ProductRow = Readonly<Record<string, unknown>>;

const VENDORS = [
  {
    vendor: 'Microsoft',
    program: 'microsoft',
    family: 'Productivity',
    plan: 'Business Suite',
    tags: ['nce'],
  },
  { vendor: 'Microsoft', program: 'MSCSP', family: 'Azure', plan: 'Compute Reservation', tags: [] },
  { vendor: 'IBM', program: 'ibm', family: 'Security', plan: 'Endpoint Guard', tags: ['saas', 'security'] },
  { vendor: 'Oracle', program: 'oracle', family: 'Database', plan: 'Autonomous Store', tags: ['database'] },
] as const;

/** The hours behind the words: 720 is a month, 8640 a year (ArrowSphere 1.6). */
const TERMS = [
  { periodicity: 'per Month', periodicityCode: 720, term: '1 Year', termCode: 8640 },
  { periodicity: 'per Year', periodicityCode: 8640, term: '1 Year', termCode: 8640 },
  { periodicity: 'per Month', periodicityCode: 720, term: '1 Month', termCode: 720 },
] as const;

/** The n-th product ever ordered, with every key of the product object and the oddities of its number. */
export function product(random: Random, number: number, created: string, changed: string): ProductRow {
  const offer = cycle(VENDORS, number);
  const status = cycle(ITEM_STATUSES, number);
  const row = {
    sku: `${offer.vendor}||SKU-${number}||OFFER-${number % 97}`,
    quantity: random.int(1, 250),
    status,
    creationDate: created,
    dateStatus: changed,
    detailedStatus: status,
    family: { name: offer.family },
    isAddon: number % 6 === 5,
    isTrial: number % 15 === 14,
    arrowSubCategories: offer.tags,
    prices: number % 12 === 7 ? tieredPrices(random) : flatPrices(random, number),
    subscription: { reference: `XSPS${number}`, link: `/api/subscriptions/XSPS${number}` },
    license: { reference: `XSPL${number}`, link: `/api/licenses/XSPL${number}` },
    name: `${offer.plan} ${number % 97}`,
    classification: offer.program === 'MSCSP' ? 'IaaS' : 'SaaS',
    program: { legacyCode: offer.program },
    programName: offer.vendor,
    vendorName: offer.vendor,
    identifiers: {
      vendor: {
        sku: `OFFER-${number % 97}`,
        name: offer.plan,
        attributes: { canSwitchAutoRenew: number % 2 === 0 },
      },
    },
    pricingRules: [
      { tier: 2, type: 'rate', rateType: 'uplift', value: 0.05 },
      { tier: 3, type: 'linkToDefault' },
    ],
    organizationUnitRef: 'OU-1',
    ...(number % 10 === 0 ? rareMembers(number) : {}),
  };
  return withProductOddities(row, number);
}

function rareMembers(number: number) {
  return {
    priceBand: `PB-${number}`,
    organizationUnit: 'Paris office',
    source: 'xsp',
    bundleArrowSphereSku: `BUNDLE-${number}`,
    bundleUuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  };
}

function flatPrices(random: Random, number: number) {
  const buy = random.int(100, 90_000) / 100;
  return {
    buy,
    sell: Math.round(buy * 118) / 100,
    currency: number % 5 === 4 ? 'USD' : 'EUR',
    ...cycle(TERMS, number),
  };
}

/** The shape the vendor's README documents; its own code and tests use the flat one. */
function tieredPrices(random: Random) {
  const unit = random.int(100, 90_000) / 100;
  const tier = { currency: 'EUR', unit, exchangeRate: 1 };
  const vendor = { currency: 'USD', exchangeRate: 0.92 };
  return { vendor, buy: tier, list: { ...tier, unit: unit * 2 }, reseller: tier, endCustomer: tier };
}

// Members that the vendor's Node client cannot do without, and that live answers lack all the same (ArrowSphere 1.7).
function withProductOddities(row: ProductRow, number: number): ProductRow {
  const missing = [
    ...(number % 19 === 3 ? ['family'] : []),
    ...(number % 23 === 4 ? ['identifiers'] : []),
    ...(number % 29 === 5 ? ['prices'] : []),
    ...(number % 31 === 6 ? ['license'] : []),
    ...(number % 37 === 8 ? ['program', 'pricingRules'] : []),
  ];
  const nulls = {
    ...(number % 7 === 2 ? { license: null } : {}),
    ...(number % 4 === 1 ? { subscription: null } : {}),
  };
  return Object.fromEntries(Object.entries({ ...row, ...nulls }).filter(([key]) => !missing.includes(key)));
}
