import countries from 'i18n-iso-countries';

const known = new Map<string, string | null>();

/** Names that ISO 3166-1 itself gives and the dictionary lacks, in lower case and with the main word last. */
const ISO_NAMES: ReadonlyMap<string, string> = new Map([
  ['cabo verde', 'CV'],
  ["democratic people's republic of korea", 'KP'],
  ['holy see', 'VA'],
  ['plurinational state of bolivia', 'BO'],
  ['bolivarian republic of venezuela', 'VE'],
  ['viet nam', 'VN'],
]);

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
  const name = unInverted(country);
  return (
    countries.alpha3ToAlpha2(upper) ??
    codeOfName(country) ??
    codeOfName(name) ??
    codeOfName(name.replace(/^the /i, '')) ??
    null
  );
}

/** In any case, with its accents or without. */
function codeOfName(name: string): string | undefined {
  return countries.getSimpleAlpha2Code(name, 'en') ?? ISO_NAMES.get(name.toLowerCase());
}

/** `Korea, Republic of` and `Korea (Republic of)` as `Republic of Korea`: catalogues sort by the name's main word. */
function unInverted(country: string): string {
  const [, main, rest] = /^([^,(]+)(?:,|\()\s*([^)]+)\)?$/.exec(country) ?? [];
  return main === undefined || rest === undefined ? country : `${rest} ${main.trim()}`;
}
