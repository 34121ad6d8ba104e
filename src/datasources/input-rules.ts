import { isEmail, ValidateBy, validateSync } from 'class-validator';
import type { Provider } from '../types/source.js';
import { UserErrorCode, type UserError } from '../types/user-error.js';

/**
 * What the values of an input break of a class of rules, all at once.
 *
 * The class has one member for each it has rules for, decorated with those below. `path` is where the values stand in
 * the mutation's input, e.g. `['input', 'address']`. No message ever tells a value.
 */
export function faultsOf(Rules: new () => object, values: object, path: readonly string[]): UserError[] {
  const found = validateSync(Object.assign(new Rules(), values), {
    validationError: { target: false, value: false },
  });
  return found.flatMap(({ property, constraints = {} }) =>
    Object.values(UserErrorCode).flatMap((code) => {
      const message = constraints[code];
      // What is not there at all is not also of the wrong form.
      const isMoot = constraints[UserErrorCode.REQUIRED] !== undefined && code !== UserErrorCode.REQUIRED;
      return message === undefined || isMoot ? [] : [userError([...path, property], code, message)];
    }),
  );
}

/** The members that were given and that the source has no place for: refused rather than silently dropped. */
export function unsupported<Values extends object>(
  provider: Provider,
  values: Values,
  members: readonly (keyof Values & string)[],
  path: readonly string[],
): UserError[] {
  return members
    .filter((member) => isGiven(values[member]))
    .map((member) =>
      userError([...path, member], UserErrorCode.UNSUPPORTED, `${provider} has no place for ${member}.`),
    );
}

/** The members of a change that may be left out, but not made empty. */
export function emptied<Values extends object>(
  provider: Provider,
  values: Values,
  members: readonly (keyof Values & string)[],
  path: readonly string[],
): UserError[] {
  return members
    .filter((member) => isEmpty(values[member]))
    .map((member) =>
      userError(
        [...path, member],
        UserErrorCode.REQUIRED,
        `${provider} keeps a ${member}: it can be changed, but not be made empty.`,
      ),
    );
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

export function userError(field: readonly string[] | null, code: UserErrorCode, message: string): UserError {
  return { field, code, message };
}

/** An empty list asks for nothing, and neither does a flag that is off: the schema fills in some of those by itself. */
function isGiven(value: unknown): boolean {
  return value !== false && !isMissing(value);
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

// ---------------------------------------------------------------- rules of one member
// All but `Required` let pass what is null or left out. A member has at most one rule of each code.

/** Neither missing nor blank; of a list: not empty. */
export function Required(): PropertyDecorator {
  return rule(
    UserErrorCode.REQUIRED,
    (value) => (typeof value === 'string' ? value.trim() !== '' : !isMissing(value)),
    'is required.',
  );
}

/** Text of at most so many UTF-16 units, as the vendors' frameworks count; of a list: so many entries. */
export function AtMost(maximum: number): PropertyDecorator {
  return rule(
    UserErrorCode.TOO_LONG,
    optional((value) => (typeof value !== 'string' && !Array.isArray(value)) || value.length <= maximum),
    (value) => `must have ${maximum} ${Array.isArray(value) ? 'entries' : 'characters'} or fewer.`,
  );
}

/** Text of a form; `form` goes on from "must", e.g. `be digits alone`. */
export function Form(pattern: RegExp, form: string): PropertyDecorator {
  return rule(
    UserErrorCode.INVALID,
    optional((value) => typeof value === 'string' && pattern.test(value)),
    `must ${form}.`,
  );
}

export function Email(): PropertyDecorator {
  return rule(UserErrorCode.INVALID, optional(isEmail), 'must be an e-mail address.');
}

export function OneOf(allowed: readonly string[]): PropertyDecorator {
  return rule(
    UserErrorCode.INVALID,
    optional((value) => typeof value === 'string' && allowed.includes(value)),
    `must be one of ${allowed.join(', ')}.`,
  );
}

/** A number in these bounds, both included. */
export function Within(minimum: number, maximum: number): PropertyDecorator {
  return rule(
    UserErrorCode.INVALID,
    optional((value) => typeof value === 'number' && value >= minimum && value <= maximum),
    `must be from ${minimum} to ${maximum}.`,
  );
}

type Test = (value: unknown) => boolean;

const optional =
  (test: Test): Test =>
  (value) =>
    value === null || value === undefined || test(value);

/** A rule goes by the code of what breaks it, so that no table of class-validator's names is needed. */
function rule(code: UserErrorCode, test: Test, message: string | ((value: unknown) => string)) {
  return ValidateBy({
    name: code,
    validator: {
      validate: test,
      defaultMessage: (args) => {
        const words = typeof message === 'string' ? message : message(args?.value);
        return `${args?.property ?? 'It'} ${words}`;
      },
    },
  });
}
