import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fault, UpstreamName } from '../../sandbox/index.js';
import {
  ARROW_NINE,
  COCKPIT_NINE,
  customerId,
  DK_NINE,
  ION_NINE,
} from '../contract/mutations/support/inputs.js';
import { isWrite, mutate } from '../contract/mutations/support/mutate.js';
import { eventually } from '../contract/mutations/support/read.js';
import { PLAIN_TRANSPORT, startTestGraph, type TestGraph } from '../support/graph.js';

/** Short, because what an upstream holds is waited for. */
const TIMEOUT_MS = 400;

/** One for all tests, which write under keys, names and addresses of their own. */
let graph: TestGraph;
let test = 0;
let writtenBefore: Readonly<Record<UpstreamName, number>>;
beforeAll(async () => {
  graph = await startTestGraph({
    settings: { limits: { operationTimeoutMs: 1_500 } },
    transport: { ...PLAIN_TRANSPORT, timeoutMs: TIMEOUT_MS },
  });
});
beforeEach(() => {
  test += 1;
  const [arrowsphere, cloudcockpit] = [allWritesAt('arrowsphere'), allWritesAt('cloudcockpit')];
  writtenBefore = {
    ...{ arrowsphere, cloudcockpit },
    ...{ dkhardware: allWritesAt('dkhardware'), ion: allWritesAt('ion') },
  };
});
afterEach(() => {
  graph.sandbox.clearFaults();
  graph.sandbox.upstream('dkhardware').configure({ acceptedMs: 100 });
});
afterAll(() => graph.close());

interface Case {
  readonly upstream: UpstreamName;
  readonly input: NewCustomer;
}

interface NewCustomer {
  readonly sourceId: string;
  readonly contact: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

/** A creation at each source. */
const CASES: readonly Case[] = [
  { upstream: 'arrowsphere', input: ARROW_NINE },
  { upstream: 'cloudcockpit', input: { ...COCKPIT_NINE, cloudCockpit: { providerCustomers: [] } } },
  { upstream: 'dkhardware', input: { ...DK_NINE, waitMs: 10_000 } },
  { upstream: 'ion', input: ION_NINE },
];

function allWritesAt(upstream: UpstreamName): number {
  return graph.sandbox.calls(upstream).filter(isWrite).length;
}

/** Since the test began. */
function writesAt(upstream: UpstreamName): number {
  return allWritesAt(upstream) - writtenBefore[upstream];
}

const key = () => `key-${test}`;

/** Somebody whom no other test creates. */
function numbered({ contact, ...values }: NewCustomer): NewCustomer {
  const email = `someone${test}@numbered.example`;
  const own = values.sourceId === 'dkh' ? { email } : { companyName: `Numbered ${test}` };
  const person = values.sourceId === 'dkh' ? contact : { ...contact, email };
  const reference = 'internalReference' in values ? { internalReference: `PORTAL-${test}` } : {};
  return { ...values, ...own, ...reference, contact: person };
}

function create({ input }: Case) {
  return mutate(graph, 'createCustomer', { ...numbered(input), idempotencyKey: key() });
}

/** Hits the write, and neither a submission's status nor anything read. */
function strike({ upstream }: Case, fault: Fault): void {
  const path = upstream === 'dkhardware' ? '/create' : 'ustomers';
  graph.sandbox.fault(upstream, { ...fault, times: 1, match: { method: 'POST', path } });
}

describe.each(CASES)('A creation at $upstream', (one) => {
  it('R5: that is answered with 503 is one call, and the error says what can be done', async () => {
    strike(one, { kind: 'status', status: 503 });
    const { payload, errors } = await create(one);
    expect(writesAt(one.upstream)).toBe(1);
    expect(payload).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('send it again with the same idempotencyKey'),
        path: ['createCustomer'],
      }),
    ]);
    expect(errors[0]?.extensions).toMatchObject({
      ...{ code: 'UPSTREAM_UNAVAILABLE', sourceId: one.input.sourceId, mayHaveHappened: true },
      ...{ retryable: true, upstreamStatus: 503 },
    });
  });

  it.each([
    ['reset', { kind: 'reset', phase: 'after' }],
    ['never given', { kind: 'hang', phase: 'after' }],
    ['503, though it was carried out', { kind: 'status', status: 503, phase: 'after' }],
    ['cut', { kind: 'truncate' }],
  ] satisfies [string, Fault][])('whose answer is %s is found, and sent once', async (_, fault) => {
    strike(one, fault);
    const first = await create(one);
    // Found at once, or by whoever asks again; DK Hardware shows it once it is carried out.
    const again = await answered(one);
    expect(writesAt(one.upstream)).toBe(1);
    expect(madeBy(again)).toEqual(expect.any(String));
    if (first.payload !== null) expect(madeBy(first.payload)).toBe(madeBy(again));
  });

  it('that the upstream is slow to carry out is not sent a second time meanwhile', async () => {
    strike(one, { kind: 'latency', ms: 3 * TIMEOUT_MS });
    const first = await create(one);
    expect(first.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_TIMEOUT', mayHaveHappened: true });
    expect(madeBy(await answered(one))).toEqual(expect.any(String));
    expect(writesAt(one.upstream)).toBe(1);
  });
});

/** What a portal does that is told to send it again. */
async function answered(one: Case) {
  const { payload } = await eventually(
    () => create(one),
    ({ errors }) => errors.length === 0,
  );
  return payload;
}

/** The customer that a payload or its operation names. */
function madeBy(payload: Awaited<ReturnType<typeof create>>['payload']): string | null {
  return payload?.customer?.externalId ?? payload?.operation?.customer?.externalId ?? null;
}

describe('A wait longer than the time of an operation', () => {
  it('R2: ends with the result, and what it is about can be read', async () => {
    graph.sandbox.upstream('dkhardware').configure({ acceptedMs: 1_800 });
    const input = { ...DK_NINE, email: 'patient@dk-buyer.example', waitMs: 10_000 };
    const { payload, errors } = await mutate(graph, 'createCustomer', input);
    expect(errors).toEqual([]);
    const customer = { displayName: expect.any(String) as unknown };
    expect(payload).toMatchObject({ customer, operation: { status: 'SUCCEEDED', customer } });
  });
});

describe('R18: A repeated mutation', () => {
  it('a hundred times at once with ten keys makes ten customers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const nth = index % 10;
        const contact = { ...ION_NINE.contact, email: `jo${nth}@many.example` };
        return mutate(graph, 'createCustomer', { ...ION_NINE, contact, idempotencyKey: `many-${nth}` });
      }),
    );
    expect(answers.flatMap(({ errors, payload }) => [...errors, ...(payload?.userErrors ?? [])])).toEqual([]);
    expect(writesAt('ion')).toBe(10);
    answers.forEach(({ payload }, index) => {
      expect(payload?.customer?.id).toBe(answers[index % 10]?.payload?.customer?.id);
    });
    expect(new Set(answers.map(({ payload }) => payload?.customer?.id)).size).toBe(10);
    // The password is shown by one answer of the ten with the same key.
    const passwords = answers.flatMap(({ payload }) => payload?.createdUser?.password ?? []);
    expect(passwords).toHaveLength(10);
    expect(new Set(passwords).size).toBe(10);
  });

  it('with the same key and another input is CONFLICT, and with another mutation a new one', async () => {
    const one = { upstream: 'ion', input: ION_NINE } as const;
    await create(one);
    const { payload } = await mutate(graph, 'createCustomer', {
      ...{ ...ION_NINE, companyName: 'Another', idempotencyKey: key() },
    });
    expect(payload?.userErrors).toEqual([
      expect.objectContaining({ field: ['input', 'idempotencyKey'], code: 'CONFLICT' }),
    ]);
    expect(writesAt('ion')).toBe(1);
    const change = { id: customerId('ion', '20001'), companyName: 'B', idempotencyKey: key() };
    expect((await mutate(graph, 'updateCustomer', change)).payload?.userErrors).toEqual([]);
  });

  it.each(['before it is sent', 'by the upstream'])(
    'whose input was refused %s may be mended under the same key',
    async (by) => {
      const taken = 'it1@marquelle-ceramics-1-ltd.example';
      const contact = { ...ION_NINE.contact, email: by === 'by the upstream' ? taken : 'none' };
      const refused = await mutate(graph, 'createCustomer', { ...ION_NINE, contact, idempotencyKey: key() });
      expect(refused.payload?.userErrors).toHaveLength(1);
      const mended = await create({ upstream: 'ion', input: ION_NINE });
      expect(mended.payload).toMatchObject({
        customer: { companyName: `Numbered ${test}` },
        userErrors: [],
      });
    },
  );

  it('waits no longer for the same work than the caller said', async () => {
    graph.sandbox.upstream('dkhardware').configure({ acceptedMs: 60_000 });
    const input = { ...DK_NINE, waitMs: 0 };
    const one = { upstream: 'dkhardware', input } as const;
    const first = await create(one);
    const again = await create({ ...one, input: { ...input, waitMs: 300 } });
    expect(first.payload?.operation).toMatchObject({ status: 'ACCEPTED' });
    // How long to wait is no part of what is written.
    expect(again.payload?.operation?.id).toBe(first.payload?.operation?.id);
    expect(writesAt('dkhardware')).toBe(1);
  });
});

it('R6: A write that never reached its upstream did not happen, and says nothing else', async () => {
  const nowhere = await startTestGraph({
    sources: (entries) =>
      entries.map((entry) => (entry.id === 'arrow' ? { ...entry, baseUrl: 'http://127.0.0.1:9' } : entry)),
  });
  try {
    const first = await mutate(nowhere, 'createCustomer', { ...ARROW_NINE, idempotencyKey: 'key-1' });
    expect(first.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(first.errors[0]?.extensions).not.toHaveProperty('mayHaveHappened');
    // The key is free: another input under it is no conflict.
    const other = { ...ARROW_NINE, companyName: 'Another', idempotencyKey: 'key-1' };
    const second = await mutate(nowhere, 'createCustomer', other);
    expect(second.errors[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  } finally {
    await nowhere.close();
  }
});
