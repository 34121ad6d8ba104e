import type { Random } from './random.js';

export interface Place {
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly countryName: string;
  /** As an address shows it: an abbreviation where the country has one, otherwise the region's name. */
  readonly state: string;
  readonly zip: string;
  readonly street: string;
}

// Leading zeros, blanks, hyphens and letters in the postal codes are the point: none of them survives a number.
export const PLACES: readonly Place[] = [
  place('Paris', 'FR', 'France', 'Île-de-France', '75011', 'Rue de la Forge-Royale'),
  place('Bourg-en-Bresse', 'FR', 'France', 'Auvergne-Rhône-Alpes', '01000', "Rue d'Espagne"),
  place('Nice', 'FR', 'France', "Provence-Alpes-Côte d'Azur", '06300', 'Quai des Docks'),
  place('Saint-Étienne', 'FR', 'France', 'Auvergne-Rhône-Alpes', '42000', 'Rue des Aciéries'),
  place('Lisboa', 'PT', 'Portugal', 'Lisboa', '1000-001', 'Rua Áurea'),
  place('Évora', 'PT', 'Portugal', 'Évora', '7000-538', 'Rua 5 de Outubro'),
  place('Porto', 'PT', 'Portugal', 'Porto', '4000-322', 'Rua das Flores'),
  place('Dresden', 'DE', 'Germany', 'Sachsen', '01067', 'Weißeritzstraße'),
  place('München', 'DE', 'Germany', 'Bayern', '80331', 'Sendlinger Straße'),
  place('Köln', 'DE', 'Germany', 'Nordrhein-Westfalen', '50667', 'Hohe Straße'),
  place('Denver', 'US', 'United States', 'CO', '80111', 'Goldfield Road'),
  place('Boston', 'US', 'United States', 'MA', '02108', 'Beacon Street'),
  place('Newark', 'US', 'United States', 'NJ', '07102', 'Halsey Street'),
  place('San José', 'US', 'United States', 'CA', '95113', 'Market Street'),
  place('Montréal', 'CA', 'Canada', 'QC', 'H2Y 1C6', 'Rue Saint-Paul'),
  place('Toronto', 'CA', 'Canada', 'ON', 'M5V 2T6', 'King Street West'),
  place('London', 'GB', 'United Kingdom', 'Greater London', 'EC1V 9BX', 'Old Street'),
  place('Edinburgh', 'GB', 'United Kingdom', 'Scotland', 'EH1 1YZ', 'Cockburn Street'),
  place('Łódź', 'PL', 'Poland', 'Łódzkie', '90-001', 'Ulica Piotrkowska'),
];

// Invented words, so that no row resembles a company that exists.
const FOUNDERS = [
  'Aldervane',
  'Brückmeer',
  'Calistone',
  'Dunwhistle',
  'Élandor',
  'Farrowick',
  'Grünhafen',
  'Halvorsund',
  'Istrelle',
  'Jorvaux',
  'Kestermoor',
  'Luminéa',
  'Marquelle',
  'Northwick',
  'Ostrava Nova',
  'Péridot',
  'Quillmere',
  'Rosenthorn',
  'Sãovale',
  'Tidemark',
  'Umbraline',
  'Vérité',
  'Wexhollow',
  'Xanthe',
  'Yarrowgate',
  'Zielony',
];
const TRADES = [
  'Instruments',
  'Logistics',
  'Analytics',
  'Textiles',
  'Robotics',
  'Optik',
  'Électronique',
  'Foods',
  'Publishing',
  'Engenharia',
  'Maschinenbau',
  'Pharma',
  'Studios',
  'Energy',
  'Architects',
  'Mobility',
  'Ceramics',
];
const FORMS = ['Ltd', 'GmbH', 'SARL', 'Lda', 'Inc.', 'SAS', 'LLC', '& Co'];

const FIRST_NAMES = [
  'Ada',
  'Zoë',
  'João',
  'Renée',
  'Søren',
  'Małgorzata',
  'Jürgen',
  'Inês',
  'Chloé',
  'Liam',
  'Noor',
  'Ángel',
  'Aiko',
  'Tomáš',
  'Maëlle',
  'Grace',
  'Óscar',
  'Wanjiru',
  'François',
  'Priya',
  'Björn',
  'Élodie',
  'Mark',
  'Conceição',
];
const LAST_NAMES = [
  'Müller',
  "O'Neill",
  'Gonçalves',
  'Lefèvre',
  'Nowak',
  'Ørsted',
  'Smith-Jones',
  'de la Cruz',
  'Núñez',
  'Žižka',
  'Weiß',
  'Tanaka',
  'Ferreira',
  'Dubois',
  'Kowalski',
  'Åkesson',
  'Bianchi',
  'Okafor',
  'Van den Berg',
  'Hall',
];

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
}

/** The index is part of the name, so two rows never share one. */
export function companyName(random: Random, index: number): string {
  return `${random.pick(FOUNDERS)} ${random.pick(TRADES)} ${index} ${random.pick(FORMS)}`;
}

export function personName(random: Random): Person {
  return { firstName: random.pick(FIRST_NAMES), lastName: random.pick(LAST_NAMES) };
}

export function phoneNumber(random: Random, country: string): string {
  const prefixes: Readonly<Record<string, string>> = {
    FR: '+33 (0)1',
    PT: '+351 21',
    DE: '+49 (0)30',
    GB: '+44 20',
  };
  return `${prefixes[country] ?? '+1 555-01'}${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

/** Lower-case ASCII with hyphens, fit for a host name or the part of an e-mail address before the @. */
export function slug(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[łŁ]/g, 'l')
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

function place(
  city: string,
  country: string,
  countryName: string,
  state: string,
  zip: string,
  street: string,
): Place {
  return { city, country, countryName, state, zip, street };
}
