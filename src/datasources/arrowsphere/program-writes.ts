import { UserErrorCode } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type {
  MadeCustomer,
  Progress,
  ProgramOfCustomer,
  ReadProgress,
  Write,
  WriteOutcome,
} from '../writes.js';
import type { ArrowSphereClient } from './client.js';
import { newMembers } from './members.js';
import { cancellationFaults, programFaults } from './program-rules.js';
import { PROGRAM } from './refusal-places.js';
import type { ArrowSphereWriteClient } from './write-client.js';

type ProgramWrite = Write<ProgramOfCustomer, MadeCustomer>;

/** Answered 202 before anything was done: the set-up goes on upstream (ArrowSphere 1.8). */
export function startProgram(
  kind: 'provision' | 'migration',
  client: ArrowSphereWriteClient,
  reading: ArrowSphereClient,
): ProgramWrite {
  return {
    faults: programFaults,

    async send(values, { scope }) {
      const { customerId: reference, program, attributes } = values;
      const request = {
        method: 'POST',
        path: `/customers/{reference}/${kind}`,
        params: { reference },
        body: newMembers({ program, attributes }),
      } as const;
      const outcome = await client.write({ request, places: PROGRAM, made: () => madeOf(values) }, scope);
      return outcome.kind === 'done' ? pending(values) : outcome;
    },

    /**
     * A set-up that is not there, failed or was called off may be started again.
     * Not so a migration: that it can be read there at all is inferred.
     */
    async recover(values, { scope }) {
      const provision = await reading.provision(values.customerId, values.program, scope);
      const stage = provision && stageOf(provision.status);
      if (stage === 'under way' || stage === 'finished') return pending(values);
      return kind === 'provision' ? null : 'cannot tell';
    },
  };
}

export function cancelMigration(client: ArrowSphereWriteClient, reading: ArrowSphereClient): ProgramWrite {
  return {
    faults: cancellationFaults,

    send(values, { scope }) {
      const { customerId: reference, program } = values;
      const path = '/customers/{reference}/migration';
      const request = { method: 'DELETE', path, params: { reference }, query: { program } } as const;
      return client.write({ request, places: PROGRAM, made: () => madeOf(values) }, scope);
    },

    /** Said once more, it would call off a migration that somebody began since. */
    async recover(values, { scope }) {
      const provision = await reading.provision(values.customerId, values.program, scope);
      return provision && stageOf(provision.status) === 'cancelled'
        ? { kind: 'done', made: madeOf(values) }
        : 'cannot tell';
    },
  };
}

/**
 * How a set-up stands, as `GET …/provision` tells: of a migration too (I), since no document names another read.
 */
export function programProgress(reading: ArrowSphereClient): ReadProgress {
  return async (handle, scope): Promise<Progress> => {
    const { customerId, program } = readHandle(handle);
    const provision = await reading.provision(customerId, program, scope);
    if (provision === null) return { kind: 'unknown' };
    switch (stageOf(provision.status)) {
      case 'under way':
        return { kind: 'processing' };
      case 'finished':
        return { kind: 'succeeded', customerExternalId: customerId, orderExternalId: null };
      case 'failed':
        return failed('ArrowSphere could not do this; the provision of the customer has its own words.');
      case 'cancelled':
        return failed('This was called off at ArrowSphere.');
    }
  };
}

type Stage = 'under way' | 'finished' | 'failed' | 'cancelled';

/** Only `in_progress` is published: ends are taken by the words in use for them, all else for a stage on the way. */
function stageOf(status: string | null): Stage {
  const word = status?.toLowerCase() ?? '';
  if (/^(success|succeeded|completed?|done|finished|provisioned|migrated)$/.test(word)) return 'finished';
  if (/^(failed|failure|error|rejected)$/.test(word)) return 'failed';
  return /^cancel(ed|led)$/.test(word) ? 'cancelled' : 'under way';
}

/** `XSP100201;microsoft`, either side encoded, so that the first `;` is the one between them. */
function handleOf({ customerId, program }: ProgramOfCustomer): string {
  return `${encodeURIComponent(customerId)};${encodeURIComponent(program)}`;
}

function readHandle(handle: string): { readonly customerId: string; readonly program: string } {
  const [customerId = '', program = ''] = handle.split(';').map(decodeURIComponent);
  return { customerId, program };
}

function pending(values: ProgramOfCustomer): WriteOutcome<MadeCustomer> {
  return { kind: 'pending', handle: handleOf(values), made: madeOf(values) };
}

function madeOf({ customerId }: ProgramOfCustomer): MadeCustomer {
  return { externalId: customerId, createdUser: null };
}

function failed(message: string): Progress {
  return { kind: 'failed', userErrors: [userError(null, UserErrorCode.REJECTED, message)] };
}
