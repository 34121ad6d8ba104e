import { sandboxSources, type Sandbox } from '../../../sandbox/index.js';
import { cloudcockpit } from '../../../src/datasources/cloudcockpit/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerChange, CustomerValues, Writes } from '../../../src/datasources/writes.js';
import type { ReceivedCall } from '../../support/sample-upstream.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';
import { newScope } from './cockpit.js';

export const RESELLER = '5e5e5e5e-0000-4000-8000-000000000001';
export const INSTANCE = 'cb000000-0000-4000-8000-000000000001';
export const OTHER_INSTANCE = 'cb000000-0000-4000-8000-000000000002';

/** What a provider of the vendor's sample asks for. */
export const PROVIDER_DATA = {
  Domain: 'lusitania9',
  CredentialsEmail: 'admin@lusitania9.example',
  AcceptedMCA: true,
  AgreementDate: '2024-12-28T00:00:00Z',
  KeepPrimaryInformation: true,
  FirstName: 'Ana',
  LastName: 'Teste',
  Email: 'ana@lusitania9.example',
  Phone: '210000000',
  DefaultCulture: 'en-US',
  Language: 'en',
  AssociatedPartnerId: null,
  Qualifications: [],
  EnableGDAP: true,
};

export const PROVIDER = {
  providerInstanceId: INSTANCE,
  data: PROVIDER_DATA,
  margin: { rule: 'Markup', value: '10.6' },
  offerTypeMargins: [{ offerType: 'license', margin: { rule: 'Markup', value: '10' } }],
};

/** A customer of no provider, as the graph's input says it. */
export const PLAIN = {
  companyName: 'Lusitania Testes 9',
  taxId: 'PT500000009',
  contact: {
    firstName: 'Ana',
    lastName: 'Teste',
    email: 'ana@lusitania9.example',
    phone: '210000000',
  },
  address: {
    line1: 'Rua 9',
    city: 'Lisboa',
    state: 'Lisboa',
    postalCode: '1000-001',
    countryCode: 'PT',
    isDefaultBilling: false,
    isDefaultShipping: false,
  },
  internalReference: 'INT-9',
} satisfies CustomerValues;

/** The vendor's sample of a creation. */
export const NINE = {
  ...PLAIN,
  cloudCockpit: { resellerId: RESELLER, providerCustomers: [PROVIDER] },
} satisfies CustomerValues;

type WriteName = 'createCustomer' | 'updateCustomer' | 'deleteCustomer';

export function writeOf<Name extends WriteName>(
  { writes }: Datasource,
  name: Name,
): NonNullable<Writes[Name]> {
  const write = writes[name];
  if (write === undefined) throw new Error(`CloudCockpit cannot ${name}.`);
  return write;
}

export function newCall() {
  return { scope: newScope(), reference: 'gw-1', sentAt: Date.now() };
}

export const create = (source: Datasource, values: CustomerValues) =>
  writeOf(source, 'createCustomer').send(values, newCall());

export const update = (source: Datasource, change: CustomerChange) =>
  writeOf(source, 'updateCustomer').send(change, newCall());

export function progressOf(source: Datasource, handle: string) {
  const read = source.writes.progress?.CREATE_CUSTOMER;
  if (read === undefined) throw new Error('CloudCockpit tells nothing of its creations.');
  return read(handle, newScope());
}

/** `PATCH /v1/…` and the like, with what was sent, parsed. */
export function sentTo(calls: readonly ReceivedCall[]) {
  return calls
    .filter(({ url, method }) => url !== '/token' && method !== 'GET')
    .map(({ method, url, body }) => ({
      on: `${method} ${url}`,
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
    }));
}

export function openSandboxCockpit(
  { url }: Pick<Sandbox, 'url'>,
  settings: Readonly<Record<string, unknown>> = {},
): Datasource {
  const entry = sandboxSources(url).find(({ provider }) => provider === 'cloudcockpit');
  return cloudcockpit.schema
    .parse({ transport: PLAIN_TRANSPORT, ...entry, ...settings })
    .open({ refreshTokens: memoryRefreshTokens(), observe: () => undefined });
}
