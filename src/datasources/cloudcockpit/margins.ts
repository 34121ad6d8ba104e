import type { Margin, OfferTypeMargin } from '../../types/cloudcockpit-details.js';
import { readDecimal, readObject, type Wire } from '../reading.js';
import { readName } from './wire.js';

export const MARGIN_RULES = ['Markup', 'Margin', 'SplitMargin', 'ErpMinusDiscount'] as const;

/** A rule in any case, as the vendor spells it (CloudCockpit 2.3); one that is not documented as it stands. */
export function spelledRule(rule: string): string {
  return MARGIN_RULES.find((known) => known.toLowerCase() === rule.toLowerCase()) ?? rule;
}

/** A margin in camel or Pascal case; null where its rule or its value is missing. */
export function toMargin(wire: Wire | null): Margin | null {
  if (wire === null) return null;
  const rule = readName(wire.marginRule ?? wire.MarginRule);
  const value = readDecimal(wire.value ?? wire.Value);
  if (rule === null || value === null) return null;
  return { rule: spelledRule(rule), value };
}

/**
 * Margins by offer type: `{"license": margin}`, or the same inside `{"Value": …}`.
 * The vendor's sample and the rest of its documents disagree (CloudCockpit 2.3), so both are read.
 */
export function toOfferTypeMargins(wire: Wire | null): readonly OfferTypeMargin[] {
  if (wire === null) return [];
  const margins: OfferTypeMargin[] = [];
  for (const [offerType, entry] of Object.entries(unwrapped(wire))) {
    const margin = toMargin(readObject(entry));
    if (margin !== null) margins.push({ offerType, margin });
  }
  return margins;
}

/** An offer type might itself be called `value`; what holds a margin is no wrapper. */
function unwrapped(wire: Wire): Wire {
  const inner = readObject(wire.Value ?? wire.value);
  return inner === null || toMargin(inner) !== null ? wire : inner;
}
