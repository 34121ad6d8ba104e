import type { Field, FieldTable } from './field-table.js';
import { objectOf, objectsOf, same, there, type Json } from './wire.js';

// Prices come in two shapes (ArrowSphere 1.6): the page's tiers, and flat amounts in one currency.

const TIERS = ['vendor', 'buy', 'list', 'reseller', 'endCustomer'] as const;
type Tier = (typeof TIERS)[number];

const pricesOf = (record: Json) => objectsOf(record.products).map((row) => objectOf(row.prices));

/** A tier as the page has it; a flat amount is a unit in the currency that stands beside it. */
function tierOf(prices: Json | null, tier: Tier): Json | null {
  const value = prices?.[tier];
  return typeof value === 'number' ? { currency: prices?.currency, unit: value } : objectOf(value);
}

const isFlat = (prices: Json) => typeof prices.buy === 'number';

const presence = (tier: Tier): Field => ({
  place: `${tier}/__typename`,
  is: (prices) => there(tierOf(prices, tier), 'TierPrice'),
});

export const prices: FieldTable = {
  name: 'ProductPrices',
  at: 'products/prices',
  things: pricesOf,
  fields: {
    vendor: presence('vendor'),
    buy: {
      ...presence('buy'),
      readings: {
        'in tiers, as the page has it': (row) => !isFlat(row),
        'flat, as the wire has it': isFlat,
      },
    },
    list: presence('list'),
    reseller: presence('reseller'),
    endCustomer: presence('endCustomer'),
  },
};

const tierTable = (tier: Tier): FieldTable => ({
  name: `tierPricing (${tier})`,
  at: `products/prices/${tier}`,
  things: (record) => pricesOf(record).map((row) => tierOf(row, tier)),
  fields: {
    currency: { place: 'currency', is: ({ currency }) => same(currency) },
    // The page says itself that a vendor's tier makes no use of it.
    ...(tier === 'vendor' ? {} : { unit: { place: 'unit', is: ({ unit }) => decimal(unit) } }),
    exchangeRate: { place: 'exchangeRate', is: ({ exchangeRate }) => decimal(exchangeRate) },
  },
});

export const tiers: readonly FieldTable[] = TIERS.map(tierTable);

/** JSON's shortest text for the number is the exact decimal that was sent; none of these is below a millionth. */
function decimal(value: unknown): string | null {
  return typeof value === 'number' ? JSON.stringify(value) : null;
}
