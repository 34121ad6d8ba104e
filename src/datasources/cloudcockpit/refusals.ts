import { UserErrorCode, type UserError } from '../../types/user-error.js';
import type { Refusal } from '../../upstream/refusals.js';
import { userError } from '../input-rules.js';
import { readObject, readObjects, readText, readTexts } from '../reading.js';
import type { CustomerChange, CustomerValues } from '../writes.js';
import { fieldOf } from './refused-fields.js';

/**
 * What CloudCockpit refuses: `errors[{propertyName, description[]}]` (CloudCockpit 2.1), on the members of our input.
 * The messages are ours: the vendor's may quote what was submitted.
 */
export function customerRefusal(
  { body }: Refusal,
  values: CustomerValues | CustomerChange,
): readonly UserError[] {
  const told = readObjects(readObject(body)?.errors).flatMap(({ propertyName, description }) => {
    const field = fieldOf(readText(propertyName) ?? '', values);
    return field === null ? [] : descriptionsOf(description).map((text) => refusedField(field, text));
  });
  const distinct = new Map(told.map((error) => [JSON.stringify(error), error]));
  return distinct.size === 0 ? [REFUSED_CUSTOMER] : [...distinct.values()];
}

const REFUSED_CUSTOMER = userError(null, UserErrorCode.REJECTED, 'CloudCockpit refused this customer.');

interface Kind {
  /** In the vendor's description; most are FluentValidation's, whose texts name the property and the rule. */
  readonly words: RegExp;
  readonly code: UserErrorCode;
  readonly message: (name: string) => string;
}

const KINDS: readonly Kind[] = [
  {
    words: /must not be (empty|null)|is required/i,
    code: UserErrorCode.REQUIRED,
    message: (name) => `${name} is required.`,
  },
  {
    words: /characters or fewer|too long/i,
    code: UserErrorCode.TOO_LONG,
    message: (name) => `${name} is too long for CloudCockpit.`,
  },
  {
    words: /not found|does not exist/i,
    code: UserErrorCode.NOT_FOUND,
    message: (name) => `${name} names nothing that CloudCockpit has.`,
  },
  {
    words: /already (exists|in use|taken)|must be unique/i,
    code: UserErrorCode.TAKEN,
    message: (name) => `${name} is taken by another customer of CloudCockpit.`,
  },
];

function refusedField(field: readonly string[], description: string): UserError {
  const name = field.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const kind = KINDS.find(({ words }) => words.test(description));
  if (kind !== undefined) return userError(field, kind.code, kind.message(name));
  return userError(field, UserErrorCode.INVALID, `CloudCockpit does not accept this ${name}.`);
}

/** A list by the documents; where it is missing, the property is refused all the same. */
function descriptionsOf(value: unknown): readonly string[] {
  const texts = readTexts(value);
  return texts.length > 0 ? texts : [readText(value) ?? ''];
}
