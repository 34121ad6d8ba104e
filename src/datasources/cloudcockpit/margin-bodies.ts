import type { MarginInput, OfferTypeMarginInput } from '../../types/cloudcockpit-inputs.js';
import type { DecimalText } from '../../types/scalars.js';
import { readDecimal } from '../reading.js';
import { spelledRule } from './margins.js';

export function marginBody({ rule, value }: MarginInput): object {
  return { marginRule: { name: spelledRule(rule) }, value: exactNumber(value) };
}

/** A map by offer type, in camel case: the vendor's page has Pascal case in one place and this everywhere else. */
export function offerTypeMarginsBody(margins: readonly OfferTypeMarginInput[]): object {
  return Object.fromEntries(margins.map(({ offerType, margin }) => [offerType, marginBody(margin)]));
}

/** The number that JSON writes as exactly this decimal; null where there is none. */
export function exactNumber(decimal: DecimalText): number | null {
  const number = Number(decimal);
  return readDecimal(number) === shortest(decimal) ? number : null;
}

/** `10.60` and `10.6` are one decimal, and so are `-0.0` and `0`. */
function shortest(decimal: DecimalText): string {
  const text = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return text === '-0' ? '0' : text;
}
