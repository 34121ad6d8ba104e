import type { CustomerRow, ProvisionRow } from './rows.js';
import type { ArrowSphereState } from './state.js';

export type RunKind = 'provision' | 'migration';
type Attributes = readonly { readonly name: string; readonly value: string }[];

/** A provision or migration that was started here; seeded ones stand as they are for ever. */
export interface Run {
  readonly kind: RunKind;
  readonly row: ProvisionRow;
}

/** Words of the sandbox, but for `in_progress`, the only one that is published. */
const PENDING = { status: 'pending', message: 'waiting to be processed' };
const IN_PROGRESS = { status: 'in_progress', message: 'still in progress' };
const SUCCESS = {
  provision: { status: 'success', message: 'provisioned' },
  migration: { status: 'success', message: 'migrated' },
};
const FAILED = { status: 'failed', message: 'the domain name is taken' };
const CANCELED = { status: 'canceled', message: 'migration canceled' };

/**
 * Starts a provision or a migration: pending → in_progress → success or failed, one step each `backgroundMs`.
 * Both are told by GET …/provision: no document names another read for a migration.
 */
export function startRun(
  state: ArrowSphereState,
  kind: RunKind,
  customer: CustomerRow,
  program: string,
  given: Attributes,
): void {
  const { Reference } = customer;
  const { backgroundMs, failNextProvision } = state.settings;
  state.settings = { ...state.settings, failNextProvision: false };

  const attributes = attributesOf(Reference, given);
  let current: Run | undefined;
  const step = (words: typeof PENDING) => {
    // Whoever cancelled this run has put another in its place.
    if (state.run(Reference, program) !== current) return;
    current = { kind, row: { ...words, attributes } };
    state.setRun(Reference, program, current);
  };
  current = state.run(Reference, program);
  step(PENDING);
  state.background.after(backgroundMs, () => {
    step(IN_PROGRESS);
  });
  state.background.after(2 * backgroundMs, () => {
    step(failNextProvision ? FAILED : SUCCESS[kind]);
  });
  if (kind === 'migration') setMigration(state, customer, true);
}

export function isUnderWay({ row }: Run): boolean {
  return row.status === PENDING.status || row.status === IN_PROGRESS.status;
}

export function cancelMigration(
  state: ArrowSphereState,
  customer: CustomerRow,
  program: string,
  run: Run,
): void {
  state.setRun(customer.Reference, program, { ...run, row: { ...run.row, ...CANCELED } });
  setMigration(state, customer, false);
}

/** The one trace of a migration on the customer itself: that the account is to be linked, not made. */
function setMigration(state: ArrowSphereState, customer: CustomerRow, Migration: boolean): void {
  const details = typeof customer.Details === 'object' ? customer.Details : {};
  state.customers.set(customer.Reference, { ...customer, Details: { ...details, Migration } });
}

/** A map for every other customer and pairs for the rest, as among the seeded ones: `node` and `php` disagree. */
function attributesOf(customer: string, given: Attributes): ProvisionRow['attributes'] {
  if (Number(customer.slice(-1)) % 2 === 0) return given;
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}
