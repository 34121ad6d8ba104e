import type { Datasource } from '../../src/datasources/source.js';
import type { MadeCustomer, Write, WriteCall, WriteOutcome } from '../../src/datasources/writes.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { openStore } from '../../src/store/open.js';
import type { Store } from '../../src/store/store.js';
import { OperationKind } from '../../src/types/operation.js';
import { Provider } from '../../src/types/source.js';
import type { UserError } from '../../src/types/user-error.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { ChangeFeed } from '../../src/writes/change-feed.js';
import { Duplicates } from '../../src/writes/duplicates.js';
import { PendingWork, type PendingWorkOptions } from '../../src/writes/pending-work.js';
import { runWrite } from '../../src/writes/run-write.js';
import { Sources } from '../../src/datasources/sources.js';
import { HEALTHY } from '../support/health.js';
import { NOTHING_KEPT } from '../support/nothing-kept.js';

export interface Values {
  readonly name: string;
}

/** What became of one `send`: an outcome, or a failure of which nothing, or nobody knows what, was written. */
export type Step = WriteOutcome<MadeCustomer> | 'nothing written' | 'nobody knows';

export const made = (externalId: string): WriteOutcome<MadeCustomer> => ({
  kind: 'done',
  made: { externalId, createdUser: { userName: 'first', email: null, password: 'canary-shown-once' } },
});

/** A source whose writes go by script, each `send` counted. */
export class ScriptedWrites {
  readonly sent: string[] = [];
  readonly looked: string[] = [];
  /** When what each look is for was first sent. */
  readonly lookedSince: number[] = [];
  faults: readonly UserError[] = [];
  /** What a look finds; undefined where the source offers no way to look. */
  found: WriteOutcome<MadeCustomer> | 'cannot tell' | null | undefined = null;
  /** Looks that fail before one finds something. */
  failingLooks = 0;
  /** Held until it resolves. */
  gate: Promise<void> = Promise.resolve();

  constructor(private readonly steps: Step[]) {}

  get write(): Write<Values, MadeCustomer> {
    const look = async (_: Values, { reference, sentAt }: WriteCall) => {
      this.looked.push(reference);
      this.lookedSince.push(sentAt);
      if (this.failingLooks-- > 0) throw new UpstreamFailure(UpstreamErrorCode.TIMEOUT, 'shop');
      return await Promise.resolve(this.found ?? null);
    };
    return {
      faults: () => this.faults,
      send: async (_, { reference }) => {
        this.sent.push(reference);
        await this.gate;
        const step = this.steps.shift();
        if (step === undefined) throw new Error('sent once too often');
        if (typeof step !== 'string') return step;
        throw new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'shop', {
          mayHaveHappened: step === 'nobody knows',
        });
      },
      ...(this.found === undefined ? {} : { recover: look }),
    };
  }
}

const unused = () => Promise.reject(new Error('not read in this test'));

function datasource(writes: Datasource['writes']): Datasource {
  return {
    id: 'shop',
    provider: Provider.ION,
    name: 'Shop',
    capabilities: [],
    health: HEALTHY,
    kept: NOTHING_KEPT,
    customers: { applies: [], maxPageSize: 1, page: unused, get: unused },
    orders: { applies: [], maxPageSize: 1, page: unused, ofCustomers: unused },
    extras: {},
    writes,
    close: () => Promise.resolve(),
  };
}

export interface Portal {
  readonly store: Store;
  readonly pending: PendingWork;
  readonly changes: ChangeFeed;
  /** `settleMs`: how long an earlier try may still be carried out; by default it is over at once. */
  settleMs: number;
  /** For one request. */
  timeoutMs: number;
  create(writes: ScriptedWrites, key: string, name?: string): ReturnType<typeof runWrite>;
  close(): Promise<void>;
  /** What the work behind it reported. */
  readonly errors: readonly unknown[];
  /** Operations that were told to be forgotten upstream. */
  readonly forgotten: readonly string[];
}

/** Everything behind a mutation but GraphQL; the store lasts as long as the portal, and goes by the clock. */
export async function openPortal(
  progress: Datasource['writes']['progress'] = {},
  clock: () => number = Date.now,
  poll: PendingWorkOptions['poll'] = { firstMs: 5, longestMs: 40 },
): Promise<Portal> {
  const store = await openStore({
    url: 'memory:',
    encryptionKey: 'a key of more than thirty-two characters',
    clock,
  });
  const changes = new ChangeFeed();
  const errors: unknown[] = [];
  const forgotten: string[] = [];
  const pending = new PendingWork({
    records: store.operations,
    sources: Sources.open([datasource({ progress })]),
    changes,
    poll,
    timeoutMs: 1_000,
    onError: (error) => {
      errors.push(error);
    },
    onForgotten: ({ id }) => forgotten.push(id),
  });
  const duplicates = new Duplicates();
  const portal: Portal = {
    settleMs: 0,
    timeoutMs: 5_000,
    store,
    pending,
    changes,
    errors,
    forgotten,
    async create(writes, key, name = 'Acme') {
      const scope = new OperationScope('test', portal.timeoutMs);
      try {
        return await runWrite(
          { idempotency: store.idempotency, pending, duplicates, settleMs: portal.settleMs },
          {
            key: { caller: 'portal', mutation: 'createCustomer', key },
            input: { name },
            datasource: datasource({}),
            write: () => writes.write,
            values: { name },
            made: ({ externalId, createdUser }: MadeCustomer) => ({ customerId: externalId, createdUser }),
            pendingKind: OperationKind.CREATE_CUSTOMER,
            scope,
          },
        );
      } finally {
        scope.end();
      }
    },
    async close() {
      await pending.stop();
      await store.close();
    },
  };
  return portal;
}
