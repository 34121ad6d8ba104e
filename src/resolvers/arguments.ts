import { BadUserInput } from '../errors.js';
import { decodeNodeId, isPlausibleExternalId, type NodeKind, type NodeRef } from '../ids.js';

const MAX_FIRST = 100;

const DEFAULT_FIRST = 25;

/** An explicit null means the default, as leaving it out does. */
export function pageArguments(given: number | null, after: string | null | undefined) {
  const first = given ?? DEFAULT_FIRST;
  if (first < 1 || first > MAX_FIRST) throw new BadUserInput('first', `must be 1 to ${MAX_FIRST}.`);
  return { first, after: after ?? null };
}

/** Throws BAD_USER_INPUT for text that this graph never gave out as an id. */
export function parseNodeId(argument: string, id: string): NodeRef {
  const ref = decodeNodeId(id);
  if (ref === null)
    throw new BadUserInput(argument, 'is not an id of this graph; ids are opaque and come from its answers.');
  return ref;
}

/** As `parseNodeId`, for one kind of thing. */
export function parseIdOf(kind: NodeKind, argument: string, id: string): NodeRef {
  const ref = parseNodeId(argument, id);
  if (ref.kind !== kind)
    throw new BadUserInput(argument, `is the id of another kind of thing, not of one ${kind}.`);
  return ref;
}

export function parseExternalId(argument: string, externalId: string): string {
  if (!isPlausibleExternalId(externalId)) {
    throw new BadUserInput(
      argument,
      'must be 1 to 255 characters without control characters, and not a dot segment.',
    );
  }
  return externalId;
}
