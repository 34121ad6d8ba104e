import type { Wire } from '../reading.js';

/** Blank text and none are the same thing here: rows show what is not set as `""` (ArrowSphere 1.4). */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

export function firstGiven(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find((text) => !isBlank(text)) ?? undefined;
}

/** The members of something new: nothing is said of what is blank, for the vendor's types know no null (ArrowSphere 1.8). */
export function newMembers(members: Wire): Wire {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isBlank(value)));
}

/** The members of a change: what is left out stays as it is, and null empties, which here is `""` (ArrowSphere 1.8). */
export function changedMembers(members: Wire): Wire {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value ?? '']])),
  );
}
