import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { OperationScope } from '../upstream/scope.js';
import { readObject } from './reading.js';

/** What an upstream tells by itself, at an address of this graph. */
export interface ChangeEvents {
  /** Whether the body proves its origin; takes as long for no as for yes. */
  isGenuine(body: unknown): boolean;
  /** Reads a genuine body. */
  read(body: unknown): EventReading;
  readonly registrations: EventRegistrations;
}

export type EventReading =
  | { readonly kind: 'changed'; readonly change: ReportedChange }
  /** Nothing that anyone here wants to know. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'malformed' };

export interface ReportedChange {
  /** The upstream's own word, to tell repetitions. */
  readonly event: string;
  readonly customerIds: readonly string[];
  /** RFC 3339; null where the upstream does not tell. */
  readonly changedAt: string | null;
}

/** Where the upstream sends its events to; these calls throw as every other does. */
export interface EventRegistrations {
  list(scope: OperationScope): Promise<readonly EventRegistration[]>;
  /** Gives the new registration's id. */
  create(url: string, scope: OperationScope): Promise<string>;
  delete(id: string, scope: OperationScope): Promise<void>;
}

export interface EventRegistration {
  readonly id: string;
  readonly url: string;
  readonly event: string;
}

/** Compares with a secret in a time that tells nothing about it: digests are of the same length, whatever is given. */
export function secretCheck(secret: string): (given: unknown) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected);
}

const matchesNothing = secretCheck(randomBytes(32).toString('hex'));

/** Stands in for a source that there is none of, or that expects no events: says no, and takes as long for it. */
export function isGenuineNowhere(body: unknown): boolean {
  return matchesNothing(readObject(body)?.secret);
}
