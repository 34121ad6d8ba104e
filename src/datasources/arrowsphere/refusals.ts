import { UserErrorCode, type UserError } from '../../types/user-error.js';
import type { Refusal } from '../../upstream/refusals.js';
import { userError } from '../input-rules.js';
import { readObject, readText, readTexts } from '../reading.js';

/** Where the input of one mutation has what ArrowSphere speaks of when it refuses. */
export interface Places {
  /** By the member's path in the body; `#` stands for a position in a list. */
  readonly members: ReadonlyMap<string, string>;
  /** By the word for a thing that may be unknown, e.g. `Customer`; null where the input does not name it. */
  readonly things: ReadonlyMap<string, string>;
  /** What a refusal that speaks of nothing known is about; null: the whole. */
  readonly target: string | null;
}

/**
 * What ArrowSphere refused, always in words of our own: its `messages`, one text or several, may quote what was
 * submitted (ArrowSphere 1.10).
 */
export function userErrorsOf({ status, body }: Refusal, places: Places): readonly UserError[] {
  const told = messagesOf(body).map(
    (message) => aboutMember(message, places) ?? aboutThing(message, places) ?? aboutTarget(status, places),
  );
  const errors = told.length === 0 ? [aboutTarget(status, places)] : told;
  return [...new Map(errors.map((error) => [error.message + String(error.field), error])).values()];
}

function messagesOf(body: unknown): readonly string[] {
  const messages = readObject(body)?.messages;
  const text = readText(messages);
  return text === null ? readTexts(messages) : [text];
}

/** e.g. `The field Zip is required`, or `The field products.0.quantity …`. */
function aboutMember(message: string, { members }: Places): UserError | null {
  const [, name = '', complaint = ''] = /^The field ['"]?([\w.]+)['"]? (.*)$/s.exec(message) ?? [];
  const place = members.get(name.replace(/(?<=\.)\d+(?=\.|$)/g, '#'));
  if (place === undefined) return null;
  const positions = name.match(/(?<=\.)\d+(?=\.|$)/g) ?? [];
  const field = positions.reduce((path, position) => path.replace('#', position), place);
  return complaintAbout(fieldOf(field), complaint);
}

function complaintAbout(field: readonly string[], complaint: string): UserError {
  const name = field.at(-1) ?? '';
  if (/required|missing|empty/i.test(complaint))
    return userError(field, UserErrorCode.REQUIRED, `${name} is required.`);
  if (/unique|already/i.test(complaint))
    return userError(field, UserErrorCode.TAKEN, `ArrowSphere has this ${name} already.`);
  if (/too long|at most|exceed|maximum/i.test(complaint))
    return userError(field, UserErrorCode.TOO_LONG, `ArrowSphere finds this ${name} too long.`);
  return userError(field, UserErrorCode.INVALID, `ArrowSphere does not accept this ${name}.`);
}

/** e.g. `Customer XSP999999 not found`. */
function aboutThing(message: string, { things }: Places): UserError | null {
  const [, thing = ''] = /^(\w+)\b.* not found/s.exec(message) ?? [];
  const place = things.get(thing);
  if (place === undefined) return null;
  return userError(
    fieldOf(place),
    UserErrorCode.NOT_FOUND,
    `ArrowSphere has no such ${thing.toLowerCase()}.`,
  );
}

function aboutTarget(status: number, { target }: Places): UserError {
  const field = target === null ? null : fieldOf(target);
  if (status === 404) return userError(field, UserErrorCode.NOT_FOUND, 'ArrowSphere knows no such thing.');
  if (status === 409 || status === 412)
    return userError(field, UserErrorCode.CONFLICT, 'ArrowSphere says that this conflicts with what it has.');
  return userError(field, UserErrorCode.REJECTED, 'ArrowSphere refused this.');
}

function fieldOf(place: string): readonly string[] {
  return ['input', ...place.split('.')];
}
