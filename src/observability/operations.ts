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

/**
 * Begins the notes of one operation. They go with its context: kept in a WeakMap by scope, all that it read would
 * outlive it, because Node's quick collections take what such a map holds for needed.
 */
export function beginNotes(scope: OperationScope, caller: string): OperationNotes {
  return { scope, caller, name: null, type: null, errors: [], cost: null };
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
