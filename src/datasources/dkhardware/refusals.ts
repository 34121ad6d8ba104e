import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import type { Refusal } from '../../upstream/refusals.js';
import { userError } from '../input-rules.js';
import { readList, readObject, readText } from '../reading.js';
import type { FieldOf } from './input-fields.js';

/**
 * What the vendor's words about a member mean. Its own words are never passed on: nothing says that they do not quote
 * what was submitted. "must not be empty" and "must be empty" are documented, the others follow its framework (DK 3.3).
 */
const COMPLAINTS: readonly (readonly [RegExp, UserErrorCode, string])[] = [
  [/must not be empty/i, UserErrorCode.REQUIRED, 'requires it.'],
  [/must be empty/i, UserErrorCode.UNSUPPORTED, 'does not let it be set.'],
  [/characters or fewer|or shorter|maximum length|too long/i, UserErrorCode.TOO_LONG, 'finds it too long.'],
  [/not found/i, UserErrorCode.NOT_FOUND, 'knows no such thing.'],
  [/already/i, UserErrorCode.TAKEN, 'has it already.'],
  [/valid|must be/i, UserErrorCode.INVALID, 'does not accept it.'],
];

/** The errors of a refusal: `{status, title, traceId, errors: {<Member>: [text]}}`. */
export function refusalErrors({ status, body }: Refusal, fieldOf: FieldOf): UserError[] {
  const answer = readObject(body);
  const named = Object.entries(readObject(answer?.errors) ?? {}).flatMap(([member, texts]) =>
    (readList(texts) ?? [texts]).map((text) => complaint(member, readText(text) ?? '', fieldOf)),
  );
  if (named.length > 0) return named;
  // "Customer with id '…' not found." may come as a 400 as well (DK 3.3).
  return [wholeError(status === 404 ? 'Not found' : (readText(answer?.title) ?? ''), fieldOf)];
}

/** The errors of a submission that failed later: "Property Email failed validation. Error: 'Email' must not be empty." */
export function failureErrors(texts: readonly string[], fieldOf: FieldOf): UserError[] {
  const told = texts.map((text) => {
    const [, member, words = ''] = /^Property (\S+) failed validation\. Error: (.*)$/s.exec(text) ?? [];
    return member === undefined ? wholeError(text, fieldOf) : complaint(member, words, fieldOf);
  });
  return told.length > 0 ? told : [wholeError('', fieldOf)];
}

/** Whether a submission failed because its `referenceId` has arrived before, which is refused and not answered again. */
export function saysRepeated(texts: readonly string[]): boolean {
  return texts.some((text) => REPEATED.test(text));
}

const REPEATED = /^Same reference ID already was used/i;

function complaint(member: string, words: string, fieldOf: FieldOf): UserError {
  // The request context is sent as headers: `User-Id`.
  if (member.includes('-'))
    return refused(`${Provider.DKHARDWARE} refuses the source's setting requestContext.`);
  const field = fieldOf(memberPath(member));
  const [, code, meaning] = COMPLAINTS.find(([pattern]) => pattern.test(words)) ?? [];
  if (code === undefined || meaning === undefined)
    return userError(field, UserErrorCode.REJECTED, `${Provider.DKHARDWARE} refused it.`);
  return userError(field, code, `${Provider.DKHARDWARE} ${meaning}`);
}

/** `Customer.Addresses[0].Zip` as `addresses[0].zip`: errors are written in Pascal case, with the wrapper or without. */
function memberPath(member: string): string {
  return member
    .replace(/^(customer|address)\./i, '')
    .split('.')
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join('.');
}

/** An error that names no member. */
function wholeError(text: string, fieldOf: FieldOf): UserError {
  if (REPEATED.test(text)) {
    return userError(
      ['input', 'idempotencyKey'],
      UserErrorCode.CONFLICT,
      `An earlier try of this request arrived at ${Provider.DKHARDWARE}, which does not tell what became of it: look for the customer before using a new key.`,
    );
  }
  if (/not found/i.test(text)) {
    const field = fieldOf(/^address\b/i.test(text) ? 'addressId' : 'customerId');
    return userError(field, UserErrorCode.NOT_FOUND, `${Provider.DKHARDWARE} knows no such thing.`);
  }
  return refused(`${Provider.DKHARDWARE} refused the request, and named no part of it.`);
}

function refused(message: string): UserError {
  return userError(null, UserErrorCode.REJECTED, message);
}
