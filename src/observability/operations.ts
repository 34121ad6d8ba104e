import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
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

/** Notes what is known of an operation once its document could be read. */
export function noteOperation(notes: OperationNotes, { operation, name }: OperationDefinitionNode): void {
  notes.type = operation;
  notes.name = safeWord(name?.value) ?? null;
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
