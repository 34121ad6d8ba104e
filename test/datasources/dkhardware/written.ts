import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { createDkHardware } from '../../../sandbox/dkhardware/index.js';
import { sandboxSources, startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { dkhardware } from '../../../src/datasources/dkhardware/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { CustomerValues, MadeCustomer, Write, WriteOutcome } from '../../../src/datasources/writes.js';
import type { OperationKind } from '../../../src/types/operation.js';
import { HeldClock } from '../../sandbox/support/held-clock.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { memoryRefreshTokens } from '../../support/refresh-tokens.js';
import { inScope } from './source.js';
import { callIn, progressOf, writeOf } from './writing.js';

type Kind = keyof typeof OperationKind;

const ENOUGH_MS = 1_000;

/** At the time of this machine, but its submissions go on only when the clock is moved. */
const clock = new HeldClock(new Date().toISOString());
export const upstream = createDkHardware(clock);
export let sandbox: Sandbox;
export let source: Datasource;
const opened: Datasource[] = [];

/** The sandbox's DK Hardware, and before every test its seeded rows and a datasource of all scopes. */
export function useSandboxDk(): void {
  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [upstream] });
  });
  beforeEach(() => {
    sandbox.reset();
    source = open();
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await sandbox.close();
  });
}

/** With other settings than the sandbox's own. */
export function open(change: object = {}): Datasource {
  const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'dkhardware');
  const fresh = dkhardware.schema
    .parse({ transport: PLAIN_TRANSPORT, ...settings, ...change })
    .open({ refreshTokens: memoryRefreshTokens(), observe: () => undefined });
  opened.push(fresh);
  return fresh;
}

export const create = (values: CustomerValues, reference?: string, from = source) =>
  inScope((scope) => writeOf(from, 'createCustomer').send(values, callIn(scope, reference)));

export const send = <Values>(write: Write<Values, MadeCustomer>, values: Values) =>
  inScope((scope) => write.send(values, callIn(scope)));

export const recover = <Values>(write: Write<Values, MadeCustomer>, values: Values, sentAt?: number) =>
  inScope((scope) => {
    if (write.recover === undefined) throw new Error('It has no way to recover.');
    return write.recover(values, callIn(scope, undefined, sentAt));
  });

export function progress(kind: Kind, outcome: WriteOutcome<MadeCustomer>) {
  if (outcome.kind !== 'pending') throw new Error(`It is ${outcome.kind}.`);
  return inScope((scope) => progressOf(source, kind)(outcome.handle, scope));
}

/** Gives the upstream the time for what it has taken. */
export function pass(): void {
  clock.forward(ENOUGH_MS);
}

export function settled(kind: Kind, outcome: WriteOutcome<MadeCustomer>) {
  pass();
  return progress(kind, outcome);
}

export async function createdId(values: CustomerValues): Promise<string> {
  const done = await settled('CREATE_CUSTOMER', await create(values));
  if (done.kind !== 'succeeded' || done.customerExternalId === null) throw new Error('It was not created.');
  return done.customerExternalId;
}

export const read = (id: string) => inScope((scope) => source.customers.get(id, scope));

/** The write takes effect and its answer is lost. */
export function loseAnswer(path: string): void {
  sandbox.fault('dkhardware', { kind: 'reset', phase: 'after', times: 1, match: { path } });
}

export function posts(path: string): number {
  return sandbox.calls('dkhardware').filter((call) => call.method === 'POST' && call.path.includes(path))
    .length;
}

export const IN_DOUBT = { code: 'UNAVAILABLE', mayHaveHappened: true };
