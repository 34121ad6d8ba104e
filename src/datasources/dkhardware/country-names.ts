import countries from 'i18n-iso-countries';

/** Where the vendor's own samples spell a country otherwise than the dictionary. */
const VENDOR_NAMES: ReadonlyMap<string, string> = new Map([['US', 'United States']]);

/** The full English name, which customers' addresses carry (DK 3.4); the code where there is none, as in order samples. */
export function countryNameOf(code: string): string {
  return VENDOR_NAMES.get(code) ?? countries.getName(code, 'en') ?? code;
}
