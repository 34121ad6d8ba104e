import { expect } from '@jest/globals';
import type { Datasource } from '../../../src/datasources/source.js';
import type {
  CustomerValues,
  OrderValues,
  Write,
  WriteCall,
  WriteOutcome,
} from '../../../src/datasources/writes.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import { API, newScope, openArrow } from './arrow.js';

export const ADDRESS = { line1: '9 Rue des Essais', postalCode: '75011', city: 'Paris', countryCode: 'FR' };

export const CONTACT = {
  firstName: 'Ada',
  lastName: 'Neuf',
  email: 'ada@northwind9.example',
  phone: '+33 (0)600000009',
  type: 'Management',
  role: 'primary',
};

/** The values of the vendor's sample of a creation. */
export const NEW_CUSTOMER: CustomerValues = {
  companyName: 'Northwind Instruments 9',
  contact: CONTACT,
  address: ADDRESS,
  email: 'contact@northwind9.example',
  phone: '+33 (0)100000009',
  internalReference: 'CRM-00009',
  customFields: [{ label: 'segment', value: 'smb' }],
};

/** The values of the vendor's sample of an order, which has a price besides. */
export const NEW_ORDER: OrderValues = {
  customerId: 'XSP100201',
  poNumber: 'PO-77',
  endCustomerPoNumber: 'EPO-77',
  products: [
    {
      priceBandSku: 'MS-0A-TEST-PB',
      quantity: 3,
      periodicity: '720',
      term: '8640',
      autoRenew: true,
      friendlyName: 'three seats',
    },
  ],
  customFields: [{ label: 'cost-centre', value: '42' }],
};

/** By default as of a write that is sent now. */
export function newCall(sentAt = Date.now()): WriteCall {
  return { scope: newScope(), reference: 'reference-1', sentAt };
}

/** A write that this source has. */
export function has<Values, Made>(write: Write<Values, Made> | undefined): Write<Values, Made> {
  if (write === undefined) throw new Error('The source lacks this write.');
  return write;
}

/** Sends values that nothing is wrong with. */
export async function send<Values, Made>(
  write: Write<Values, Made> | undefined,
  values: Values,
): Promise<WriteOutcome<Made>> {
  expect(has(write).faults(values)).toEqual([]);
  return await has(write).send(values, newCall());
}

export function recover<Values, Made>(
  write: Write<Values, Made> | undefined,
  values: Values,
  sentAt?: number,
) {
  return has(write).recover?.(values, newCall(sentAt));
}

/** The source over one answer of the upstream, and the call that it received, its body parsed. */
export async function overOne<Value>(route: SampleRoute, run: (source: Datasource) => Promise<Value>) {
  const upstream = await sampleUpstream([{ ...route, on: route.on.replace(' ', ` ${API}`) }]);
  const source = openArrow(upstream.url);
  try {
    const value = await run(source);
    const calls = upstream.calls.map(({ method, url, body, headers }) => ({
      call: `${method} ${url.replace(API, '')}`,
      body: JSON.parse(body) as unknown,
      type: headers['content-type'],
    }));
    return { value, calls };
  } finally {
    await source.close();
    await upstream.close();
  }
}

/** What the upstream received of one write: exactly one call. */
export async function bodyOf<Made>(
  route: SampleRoute,
  write: (source: Datasource) => Promise<WriteOutcome<Made>>,
) {
  const { value, calls } = await overOne(route, write);
  expect(value.kind).toBe('done');
  expect(calls).toHaveLength(1);
  return calls[0]?.body;
}

export const done = (made: unknown) => ({ kind: 'done', made });

/** Faults and refusals in short: `address.postalCode REQUIRED`. */
export function short(
  errors: readonly { readonly field: readonly string[] | null; readonly code: string }[],
): string[] {
  return errors.map(({ field, code }) => `${field === null ? '-' : field.slice(1).join('.')} ${code}`);
}
