import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Write, WriteCall, WriteOutcome, Writes } from '../datasources/writes.js';
import type { Datasource } from '../datasources/source.js';
import type { Beginning, Claim, IdempotencyKey, IdempotencyRecords } from '../store/store.js';
import type { OperationKind } from '../types/operation.js';
import { UserErrorCode, type UserError } from '../types/user-error.js';
import type { OperationScope } from '../upstream/scope.js';
import { sleep, untilStopped } from '../upstream/stop.js';
import { answerOf, refusal, type FirstAnswer, type Made, type WriteAnswer } from './answer.js';
import type { Duplicates } from './duplicates.js';
import { canonicalText } from './fingerprint.js';
import type { PendingWork } from './pending-work.js';

export interface WriteRequest<Values, Result> {
  /** Who asks, which mutation, and the key they gave. */
  readonly key: IdempotencyKey;
  /** The whole input, to tell a repetition from another request with the same key. */
  readonly input: object;
  readonly datasource: Datasource;
  readonly write: (writes: Writes) => Write<Values, Result> | undefined;
  readonly values: Values;
  readonly made: (result: Result) => Made;
  /** What an operation is called when the upstream goes on by itself. */
  readonly pendingKind: OperationKind | null;
  /** Runs on although its client leaves: what was sent must be accounted for. */
  readonly scope: OperationScope;
}

export interface WriteServices {
  readonly idempotency: IdempotencyRecords;
  readonly pending: PendingWork;
  readonly duplicates: Duplicates;
  /** How long after a try began the upstream may still carry it out, so that not finding it proves nothing. */
  readonly settleMs: number;
}

/**
 * Runs one mutation so that a portal may repeat it: validated before anything is sent, written at most once for a key,
 * answered again from what was kept, and read back where nobody knows what became of it.
 */
export async function runWrite<Values, Result>(
  services: WriteServices,
  request: WriteRequest<Values, Result>,
): Promise<FirstAnswer> {
  const { datasource, key, values } = request;
  const write = request.write(datasource.writes);
  if (write === undefined) return refusal(datasource.id, [unsupported(datasource)]);
  const faults = [...keyFaults(key), ...write.faults(values)];
  if (faults.length > 0) return refusal(datasource.id, faults);

  const input = canonicalText([datasource.id, request.input]);
  const run = () => begun(services, request, new Attempt(services, request, write), input);
  // Only one of a process asks the store: two hundred that a portal's retries bring would keep it busy.
  const name = canonicalText([key, input]);
  for (;;) {
    const ahead = services.duplicates.ahead(name);
    if (ahead === undefined) return await services.duplicates.lead(name, run);
    const answer = await patiently(request, untilStopped(ahead, request.scope.stop));
    if (answer !== null) return answer;
  }
}

/** The attempt, or what another one with the same key has come to. */
async function begun<Values, Result>(
  services: WriteServices,
  request: WriteRequest<Values, Result>,
  attempt: Attempt<Values, Result>,
  input: string,
): Promise<FirstAnswer> {
  const { datasource, key, scope } = request;
  for (;;) {
    const beginning = await services.idempotency.begin(key, input);
    switch (beginning.outcome) {
      case 'fresh':
        return await releasing(beginning.claim, () => attempt.first(beginning.claim));
      case 'unresolved':
        return await releasing(beginning.claim, () => attempt.resolve(beginning));
      case 'replay':
        // Written by `Attempt` under the same key, mutation and input.
        return { answer: beginning.payload as WriteAnswer, createdUser: null, isRepeated: true };
      case 'conflict':
        return refusal(datasource.id, [conflict()]);
      case 'in-progress':
        await patiently(request, sleep(IN_PROGRESS_MS, scope.stop));
    }
  }
}

/**
 * An attempt that ends without an answer gives its claim back: held on, it would make every repetition wait.
 * Where the store fails to take it back, its lease runs out by itself; the attempt's own error is what is told.
 */
async function releasing(claim: Claim, attempt: () => Promise<FirstAnswer>): Promise<FirstAnswer> {
  try {
    return await attempt();
  } catch (error) {
    await Promise.allSettled([claim.unknown()]);
    throw error;
  }
}

/** How long to wait before asking again how the same request, under way in another process, stands. */
const IN_PROGRESS_MS = 50;

/** Throws where the time of this request is over first: then it is still not known what the other one comes to. */
async function patiently<Value>(
  { datasource }: Pick<WriteRequest<never, never>, 'datasource'>,
  waiting: Promise<Value>,
): Promise<Value> {
  try {
    return await waiting;
  } catch (cause) {
    throw new UpstreamFailure(UpstreamErrorCode.TIMEOUT, datasource.id, {
      ...{ mayHaveHappened: true, cause },
      message: `The same request to source '${datasource.id}' is still under way. ${IN_THE_DARK}`,
    });
  }
}

type Unresolved = Extract<Beginning, { readonly outcome: 'unresolved' }>;

/** One holder's attempt at a write. */
class Attempt<Values, Result> {
  constructor(
    private readonly services: WriteServices,
    private readonly request: WriteRequest<Values, Result>,
    private readonly write: Write<Values, Result>,
  ) {}

  /** Nothing was sent before, or nothing came of it. */
  async first(claim: Claim): Promise<FirstAnswer> {
    const call = this.#callOf(claim, await claim.sending());
    try {
      return await this.#keep(claim, call, await this.write.send(this.request.values, call));
    } catch (error) {
      if (!(error instanceof UpstreamFailure)) throw error;
      if (!error.mayHaveHappened) {
        await claim.forget();
        throw error;
      }
      const found = await this.#lookAgain(call);
      if (found !== null) return await this.#keepFound(claim, call, found);
      await claim.unknown();
      throw inTheDark(error);
    }
  }

  /** An earlier try sent the write and never learnt what became of it. */
  async resolve({ claim, firstSentAt, lastSentAt }: Unresolved): Promise<FirstAnswer> {
    const { datasource, values } = this.request;
    const known = await this.services.pending.find({ sourceId: datasource.id, id: claim.reference });
    if (known !== null) {
      const { customerExternalId: customerId, orderExternalId: orderId } = known;
      return await this.#done(claim, answerOf(datasource.id, { customerId, orderId }, known.id));
    }
    const call = this.#callOf(claim, firstSentAt);
    const found = (await this.write.recover?.(values, call)) ?? null;
    if (found === 'cannot tell' || this.write.recover === undefined) {
      await claim.unknown();
      return refusal(datasource.id, [unresolvable(datasource)]);
    }
    if (found !== null) return await this.#keepFound(claim, call, found);
    const leftMs = lastSentAt + this.services.settleMs - Date.now();
    if (leftMs <= 0) return await this.first(claim);
    await claim.unknown();
    throw stillOpen(datasource, leftMs);
  }

  /** Whether the write can be found right after its answer was lost; not finding it yet proves nothing. */
  async #lookAgain(call: WriteCall): Promise<WriteOutcome<Result> | null> {
    try {
      const found = (await this.write.recover?.(this.request.values, call)) ?? null;
      return found === 'cannot tell' ? null : found;
    } catch (error) {
      if (error instanceof UpstreamFailure) return null;
      throw error;
    }
  }

  /** By now it is known that it was written: what was read before must not stand in any more. */
  #keepFound(claim: Claim, call: WriteCall, found: WriteOutcome<Result>): Promise<FirstAnswer> {
    this.request.datasource.kept.drop();
    return this.#keep(claim, call, found);
  }

  async #keep(claim: Claim, call: WriteCall, outcome: WriteOutcome<Result>): Promise<FirstAnswer> {
    const { datasource, made, pendingKind } = this.request;
    switch (outcome.kind) {
      case 'refused':
        // Refused input is not remembered: the caller mends it and may use the same key.
        await claim.forget();
        return refusal(datasource.id, outcome.userErrors);
      case 'done': {
        const first = await this.#done(claim, answerOf(datasource.id, made(outcome.made)));
        await this.write.shown?.(this.request.values, call);
        return first;
      }
      case 'pending': {
        if (pendingKind === null)
          throw new TypeError(`'${this.request.key.mutation}' cannot be left pending.`);
        const first = answerOf(
          datasource.id,
          outcome.made === null ? {} : made(outcome.made),
          claim.reference,
        );
        // What was made is kept with the operation too: a process may die before it keeps the answer.
        await this.services.pending.begin({
          ...{ sourceId: datasource.id, id: claim.reference, kind: pendingKind, handle: outcome.handle },
          customerExternalId: first.answer.customerId,
          orderExternalId: first.answer.orderId,
        });
        return await this.#done(claim, first);
      }
    }
  }

  #callOf({ reference }: Claim, sentAt: number): WriteCall {
    return { scope: this.request.scope, reference, sentAt };
  }

  async #done(claim: Claim, first: FirstAnswer): Promise<FirstAnswer> {
    await claim.done(first.answer);
    return first;
  }
}

/** The same failure, telling the caller what can be done about it. */
function inTheDark(failure: UpstreamFailure): UpstreamFailure {
  const { message, retryAfterMs, upstreamStatus, correlationId, mayHaveHappened, cause } = failure;
  return new UpstreamFailure(failure.code, failure.sourceId, {
    ...{ retryAfterMs, upstreamStatus, correlationId, mayHaveHappened, cause },
    message: `${message} ${IN_THE_DARK}`,
  });
}

const IN_THE_DARK =
  'Whether it was written is not known; send it again with the same idempotencyKey, and it is looked for first.';

/** Sent again now, it could be written twice: by the earlier try, which the upstream may be about to carry out, and by this one. */
function stillOpen({ id }: Datasource, retryAfterMs: number): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, id, {
    ...{ retryAfterMs, mayHaveHappened: true },
    message: `Source '${id}' shows nothing of an earlier try, but may still carry it out. ${IN_THE_DARK}`,
  });
}

function keyFaults({ key }: IdempotencyKey): readonly UserError[] {
  if (key.length >= 1 && key.length <= 255) return [];
  const code = key === '' ? UserErrorCode.REQUIRED : UserErrorCode.TOO_LONG;
  return [{ field: ['input', 'idempotencyKey'], code, message: 'must be 1 to 255 characters' }];
}

function unsupported({ id, name }: Datasource): UserError {
  return { field: null, code: UserErrorCode.UNSUPPORTED, message: `source '${id}' (${name}) cannot do this` };
}

function conflict(): UserError {
  return {
    field: ['input', 'idempotencyKey'],
    code: UserErrorCode.CONFLICT,
    message: 'was used before with another input; use a new key for a new request',
  };
}

function unresolvable({ id }: Datasource): UserError {
  return {
    field: ['input', 'idempotencyKey'],
    code: UserErrorCode.CONFLICT,
    message: `what became of the earlier try is unknown, and source '${id}' offers no way to find out; check there before using a new key`,
  };
}
