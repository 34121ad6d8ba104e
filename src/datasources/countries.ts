import countries from 'i18n-iso-countries';

const known = new Map<string, string | null>();

/** ISO 3166-1 alpha-2 of a code or an English name (`Korea, Republic of` too); null where it cannot be told. */
export function countryCodeOf(country: string | null): string | null {
  if (country === null) return null;
  const remembered = known.get(country);
  if (remembered !== undefined) return remembered;
  if (known.size > 5_000) known.clear();
  const code = lookUp(country.trim());
  known.set(country, code);
  return code;
}

function lookUp(country: string): string | null {
  const upper = country.toUpperCase();
  if (upper.length === 2 && countries.isValid(upper)) return upper;
  if (upper.length === 3) return countries.alpha3ToAlpha2(upper) ?? null;
  return countries.getAlpha2Code(country, 'en') ?? countries.getAlpha2Code(unInverted(country), 'en') ?? null;
}

/** `Korea, Republic of` as `Republic of Korea`: catalogues sort by the name's main word. */
function unInverted(country: string): string {
  const [main = '', rest] = country.split(/,\s*/, 2);
  return rest === undefined ? main : `${rest} ${main}`;
}
