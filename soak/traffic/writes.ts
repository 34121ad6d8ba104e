import { encodeNodeId } from '../../src/ids.js';
import type { Answer } from '../client.js';
import { CUSTOMER } from '../rows.js';
import type { RowSeen, Truth } from '../truth.js';
import type { Caller } from './caller.js';
import { newCustomer } from './inputs.js';

/** `accepted`: by the graph's word it is written. `failed`: by its word it is not. `unknown`: it says that it cannot tell. */
type Outcome = 'accepted' | 'failed' | 'unknown';

interface Payload {
  readonly customer: RowSeen | null;
  readonly operation: { readonly status: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

interface Written {
  readonly outcome: Outcome;
  readonly payload: Payload | null;
  readonly answeredAt: number;
}

interface Creation {
  readonly sourceId: string;
  readonly company: string;
  readonly outcome: Outcome;
}

/** Upstream sources that a row is written to, each with customers that this soak alone changes. */
export class Writes {
  readonly #creations: Creation[] = [];
  /** Changes that the graph vouched for, with the moment before they were sent. */
  readonly confirmed: (RowSeen & { readonly sentAt: number })[] = [];
  readonly #free: RowSeen[];
  #count = 0;

  constructor(truth: Truth, sourceIds: readonly string[]) {
    // Every seventh: oddities stand among the first.
    this.#free = sourceIds.flatMap((sourceId) =>
      [...truth.ids('customers', sourceId)]
        .filter((_, index) => index > 40 && index % 7 === 0)
        .slice(0, 8)
        .map((externalId) => ({ sourceId, externalId })),
    );
  }

  async create(caller: Caller): Promise<void> {
    const { random } = caller;
    const number = (this.#count += 1);
    const input = newCustomer(random.pick(['arrow', 'cockpit', 'dkh', 'ion']), number);
    const { sourceId, companyName: company } = input;
    const variables = { ...input, idempotencyKey: `create-${number}`, waitMs: random.pick([0, 1_000]) };
    const tries = [write(caller, 'createCustomer', variables)];
    // A portal whose user clicks twice.
    if (random.chance(0.3)) tries.push(write(caller, 'createCustomer', variables));
    const first = await Promise.all(tries);
    const again = random.chance(0.5) ? [await write(caller, 'createCustomer', variables)] : [];
    const answers = [...first, ...again];
    sameCustomer(caller, company, answers);
    this.#creations.push({ sourceId, company, outcome: together(answers) });
    if (random.chance(0.2)) await this.#reuse(caller, variables, together(first));
  }

  /** The same key with another input is never written. */
  async #reuse(caller: Caller, variables: Variables, outcome: Outcome): Promise<void> {
    if (outcome !== 'accepted') return;
    const other = { ...variables, companyName: `${String(variables.companyName)} bis` };
    const { payload } = await write(caller, 'createCustomer', other, ['CONFLICT']);
    if (payload !== null && payload.userErrors.length === 0)
      caller.wrong('createCustomer', 'the key of one customer made another');
  }

  async update(caller: Caller): Promise<void> {
    const row = this.#free.splice(caller.random.int(0, this.#free.length - 1), 1)[0];
    if (row === undefined) return;
    const number = (this.#count += 1);
    const companyName = `Soaked ${number}`;
    const input = {
      id: encodeNodeId('customer', row.sourceId, row.externalId),
      ...{ idempotencyKey: `update-${number}`, companyName, waitMs: 3_000 },
    };
    const sentAt = Date.now();
    caller.truth.changing(row, companyName);
    let written = await write(caller, 'updateCustomer', input);
    if (written.outcome === 'unknown') written = await write(caller, 'updateCustomer', input, ['CONFLICT']);
    // In doubt, it may still happen: nothing that is written after it would be sure to stay.
    if (written.outcome === 'unknown' || isUnderWay(written)) return;
    if (written.outcome === 'accepted') {
      caller.truth.changed(row, written.answeredAt);
      this.confirmed.push({ ...row, sentAt });
      const shown = written.payload?.customer?.companyName;
      if (shown !== undefined && shown !== companyName)
        caller.wrong(
          'updateCustomer',
          `${row.sourceId} ${row.externalId} is shown as ${String(shown)} after it became ${companyName}`,
        );
    }
    this.#free.push(row);
  }

  /** Once nothing is under way any more: what was made is there once, and what was not made is not there. */
  check(caller: Caller): void {
    for (const { sourceId, company, outcome } of this.#creations) {
      const count = caller.truth.countOf(sourceId, company);
      const expected = { accepted: count === 1, failed: count === 0, unknown: count <= 1 };
      if (!expected[outcome])
        caller.wrong('createCustomer', `${company} is ${outcome}, and at ${sourceId} ${count} times`);
      if (caller.truth.countOf(sourceId, `${company} bis`) > 0)
        caller.wrong('createCustomer', `${company} bis was made with a key that was used`);
    }
  }

  get outcomes(): ReadonlyMap<Outcome, number> {
    const counts = new Map<Outcome, number>();
    for (const { outcome } of this.#creations) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    return counts;
  }
}

type Variables = Readonly<Record<string, unknown>>;

async function write(
  caller: Caller,
  mutation: 'createCustomer' | 'updateCustomer',
  input: Variables,
  mayBe: readonly string[] = [],
): Promise<Written> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await caller.ask<Readonly<Record<string, Payload | null>>>(
    mutation,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      customer { ${CUSTOMER} } operation { status } userErrors { code message } } }`,
    { input },
  );
  const payload = answer?.data?.[mutation] ?? null;
  const outcome = outcomeOf(answer, payload);
  for (const { code, message } of payload?.userErrors ?? []) {
    // What became of an earlier try may be beyond finding out, and is then told as a conflict.
    if (code === 'CONFLICT' || mayBe.includes(code)) continue;
    caller.wrong(mutation, `good input is refused: ${code} ${message}`);
  }
  return { outcome, payload, answeredAt: answer?.answeredAt ?? Date.now() };
}

function outcomeOf(answer: Answer<unknown> | null, payload: Payload | null): Outcome {
  if (answer === null) return 'unknown';
  if (payload !== null) return payload.userErrors.length === 0 ? 'accepted' : 'unknown';
  return answer.errors.some(({ extensions }) => extensions?.mayHaveHappened === true) ? 'unknown' : 'failed';
}

/** Accepted once is accepted; failed is only what failed each time. */
function together(answers: readonly Written[]): Outcome {
  const outcomes = answers.map(({ outcome }) => outcome);
  if (outcomes.includes('accepted')) return 'accepted';
  return outcomes.includes('unknown') ? 'unknown' : 'failed';
}

function isUnderWay({ payload }: Written): boolean {
  const status = payload?.operation?.status;
  return status !== undefined && status !== 'SUCCEEDED';
}

function sameCustomer(caller: Caller, company: string, answers: readonly Written[]): void {
  const ids = answers.flatMap(({ payload }) => payload?.customer?.externalId ?? []);
  if (new Set(ids).size > 1) caller.wrong('createCustomer', `one key made ${company} ${ids.join(' and ')}`);
}
