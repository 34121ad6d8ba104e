import type { GraphQLFormattedError } from 'graphql';
import type { Concern } from '../graphql/hooks.js';
import type { OperationScope } from '../upstream/scope.js';
import { safeWord } from './safe-text.js';

/** What is worth telling of one operation; filled while it runs. */
export interface OperationNotes {
  readonly scope: OperationScope;
  readonly caller: string;
  /** Null where it has none, or where it could not be parsed. */
  name: string | null;
  type: 'query' | 'mutation' | 'subscription' | null;
  errors: readonly GraphQLFormattedError[];
  cost: { readonly estimated: number; readonly actual: number } | null;
}

export interface OperationObserver {
  /** `traceparent` is the caller's own (W3C Trace Context). */
  readonly onBegin?: (notes: OperationNotes, traceparent: string | undefined) => void;
}

/** The notes of the operations that are under way, or were a moment ago. */
export class OperationNotebook {
  readonly #notes = new WeakMap<OperationScope, OperationNotes>();

  constructor(private readonly observer: OperationObserver = {}) {}

  of(scope: OperationScope | null): OperationNotes | undefined {
    return scope === null ? undefined : this.#notes.get(scope);
  }

  begin(scope: OperationScope, caller: string, traceparent?: string): OperationNotes {
    const notes = { scope, caller, name: null, type: null, errors: [], cost: null };
    this.#notes.set(scope, notes);
    this.observer.onBegin?.(notes, traceparent);
    return notes;
  }
}

/** Notes operations over HTTP. Goes before what ends their scopes; what comes into the answer later is read from it later. */
export function noteOperations(notebook: OperationNotebook): Concern {
  return ({ request, contextValue: { scope, caller } }) => {
    const notes = notebook.begin(scope, caller.id, request.http?.headers.get('traceparent'));
    return {
      didResolveOperation: ({ operation }) => {
        notes.type = operation?.operation ?? null;
        notes.name = safeWord(operation?.name?.value) ?? null;
      },
      willSendResponse: ({ response: { body } }) => {
        if (body.kind === 'single') notes.errors = body.singleResult.errors ?? [];
      },
    };
  };
}

/** Notes what the others put into the answer; goes after them. */
export function noteAnswers(notebook: OperationNotebook): Concern {
  return ({ contextValue: { scope } }) => ({
    willSendResponse: ({ response: { body } }) => {
      const notes = notebook.of(scope);
      if (notes === undefined || body.kind !== 'single') return;
      const { errors = [], extensions } = body.singleResult;
      notes.errors = errors;
      notes.cost = costOf(extensions?.cost);
    },
  });
}

function costOf(report: unknown): OperationNotes['cost'] {
  if (typeof report !== 'object' || report === null) return null;
  if (!('estimated' in report && 'actual' in report)) return null;
  const { estimated, actual } = report;
  return typeof estimated === 'number' && typeof actual === 'number' ? { estimated, actual } : null;
}

/** Each code and how many errors had it. Codes are words of ours; anything else is told as OTHER. */
export function errorCodes(errors: readonly GraphQLFormattedError[]): Readonly<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (const { extensions } of errors) {
    const code = safeWord(extensions?.code) ?? 'OTHER';
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return codes;
}
