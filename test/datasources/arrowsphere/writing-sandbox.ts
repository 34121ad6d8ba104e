import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { sandboxSources, startSandbox, type Fault, type Sandbox } from '../../../sandbox/index.js';
import { arrowsphere } from '../../../src/datasources/arrowsphere/index.js';
import type { Datasource } from '../../../src/datasources/source.js';
import type { WriteOutcome } from '../../../src/datasources/writes.js';
import { PLAIN_TRANSPORT } from '../../support/graph.js';
import { endScopes, NO_SERVICES } from './arrow.js';
import * as samples from './writing.js';

/** The seed has the sample's own reference already. */
export const NEW_CUSTOMER = { ...samples.NEW_CUSTOMER, internalReference: 'CRM-NEW' };

/** A customer of the seed that is not deleted. */
export const SEEDED = 'XSP100201';

export const ANSWER_LOST: Fault = { kind: 'reset', phase: 'after', times: 1 };
export const NOT_REACHED: Fault = { kind: 'reset', times: 1 };

/** The sandbox's ArrowSphere for the tests of one file, seeded anew for each. */
export function arrowInSandbox() {
  let running: { readonly sandbox: Sandbox; readonly source: Datasource } | undefined;
  const current = () => {
    if (running === undefined) throw new Error('The sandbox has not started yet.');
    return running;
  };

  beforeAll(async () => {
    const sandbox = await startSandbox();
    const settings = sandboxSources(sandbox.url).find(({ provider }) => provider === 'arrowsphere');
    const open = arrowsphere.schema.parse({ transport: PLAIN_TRANSPORT, ...settings });
    running = { sandbox, source: open.open(NO_SERVICES) };
  });
  afterEach(() => {
    endScopes();
    current().sandbox.clearFaults();
    current().sandbox.reset();
  });
  afterAll(async () => {
    await running?.source.close();
    await running?.sandbox.close();
  });

  return {
    get source() {
      return current().source;
    },
    configure(settings: Readonly<Record<string, unknown>>) {
      current().sandbox.upstream('arrowsphere').configure(settings);
    },
    lose(answer: Fault) {
      current().sandbox.fault('arrowsphere', answer);
    },
    calls: () => current().sandbox.calls('arrowsphere'),
    writeCalls: () =>
      current()
        .sandbox.calls('arrowsphere')
        .filter(({ method }) => method !== 'GET').length,
  };
}

/** What a write made, or one that was recovered. */
export function madeBy<Made>(outcome: WriteOutcome<Made> | 'cannot tell' | null | undefined): Made {
  if (outcome == null || outcome === 'cannot tell' || outcome.kind !== 'done')
    throw new Error(`Nothing was made: ${JSON.stringify(outcome)}.`);
  return outcome.made;
}
