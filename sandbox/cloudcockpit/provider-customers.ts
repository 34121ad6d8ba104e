import { cycle } from '../random.js';
import type { Random } from '../random.js';
import type { CustomerRow, ProviderCustomerRow } from './rows.js';

export const PROVIDER_INSTANCES = [
  'cb000000-0000-4000-8000-000000000001',
  'cb000000-0000-4000-8000-000000000002',
] as const;

const MARGIN_RULES = ['Markup', 'Margin', 'SplitMargin', 'ErpMinusDiscount'];

/** [status, creation error]: an error other than None goes with Failed only. */
const OUTCOMES = [
  ['Success', 'None'],
  ['Success', 'None'],
  ['Processing', 'None'],
  ['Failed', 'DomainExists'],
  ['Success', 'None'],
  ['Failed', 'InvalidCompanyInfo'],
  ['Failed', 'Unknown'],
] as const;

/** Rows, counted from 0, whose provider data or status no one should rely on. */
const BROKEN_JSON_ROW = 17;
const NULL_DATA_ROW = 29;
const NO_MAP_ROW = 40;
const EMPTY_MAP_ROW = 41;
const BARE_STATUS_ROW = 8;

interface Contact {
  readonly Domain: string;
  readonly FirstName: string;
  readonly LastName: string;
  readonly Email: string;
  readonly Phone: string;
}

/** A map by provider instance, although the vendor's page calls it a list; every third customer is with both. */
export function providerCustomers(
  random: Random,
  index: number,
  contact: Contact,
): CustomerRow['providerCustomers'] {
  if (index === NO_MAP_ROW) return null;
  if (index === EMPTY_MAP_ROW) return {};
  const instances = PROVIDER_INSTANCES.slice(0, index % 3 === 2 ? 2 : 1);
  return Object.fromEntries(
    instances.map((instance, position) => [
      instance,
      providerCustomer(random, instance, index + position, index, contact),
    ]),
  );
}

function providerCustomer(
  random: Random,
  providerInstanceId: string,
  turn: number,
  index: number,
  contact: Contact,
): ProviderCustomerRow {
  const [status, error] = cycle(OUTCOMES, turn);
  const providerCustomerId = random.uuid();
  return {
    providerInstanceId,
    providerCustomerId: status === 'Success' ? providerCustomerId : null,
    providerCustomerData: providerData(index, contact),
    margin: { marginRule: { name: marginRule(index) }, value: 10.6 },
    offerTypeMargins: offerTypeMargins(index),
    status: index === BARE_STATUS_ROW && turn === index ? status : { name: status },
    customerCreationError: { name: error },
  };
}

function providerData(index: number, { Domain, ...person }: Contact): string | null {
  if (index === NULL_DATA_ROW) return null;
  const text = JSON.stringify({
    Domain,
    CredentialsEmail: `admin@${Domain}.example`,
    AcceptedMCA: index % 4 !== 3,
    AgreementDate: '2024-12-28T00:00:00Z',
    KeepPrimaryInformation: true,
    ...person,
    DefaultCulture: 'en-US',
    Language: 'en',
    AssociatedPartnerId: null,
    Qualifications: index % 10 === 0 ? ['Education'] : [],
    EnableGDAP: true,
  });
  return index === BROKEN_JSON_ROW ? text.slice(0, text.length / 2) : text;
}

/** The vendor's sample writes `markup`, its list of values `Markup`. */
function marginRule(index: number): string {
  return index % 6 === 2 ? 'markup' : cycle(MARGIN_RULES, index);
}

/** A plain map in camel case, or the `Value` wrapper in Pascal case of the vendor's sample (CloudCockpit 2.3). */
function offerTypeMargins(index: number): object | null {
  if (index % 5 === 1) return null;
  if (index % 7 === 3) return { Value: { license: { MarginRule: { Name: 'markup' }, Value: 10 } } };
  return { license: { marginRule: { name: 'Markup' }, value: 10 } };
}
