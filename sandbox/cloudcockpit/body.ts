import { z } from 'zod';
import { invalidProperties } from './errors.js';
import { isUuid } from './query.js';

const EMPTY = '% must not be empty.';

/** `%` in a message stands for the member's name as the vendor shows it: `companyName` is 'Company Name'. */
function being(what: string) {
  return {
    error: ({ input }: { readonly input?: unknown }) => (input == null ? EMPTY : `% must be ${what}.`),
  };
}

function upTo(maximum: number) {
  const tooLong = `The length of % must be ${maximum} characters or fewer.`;
  return z.string(being('a string')).max(maximum, tooLong);
}

/** Documented as `string | null Required`: the key must be there, and blanks do not count (CloudCockpit 2.3). */
export function requiredText(maximum: number) {
  return upTo(maximum).regex(/\S/, EMPTY);
}

export function optionalText(maximum: number) {
  return upTo(maximum).nullish();
}

export const uuid = z
  .string(being('a UUID'))
  .refine(isUuid, '% must be a UUID.')
  .transform((value) => value.toLowerCase());

export const flag = z.boolean(being('true or false'));
export const number = z.number(being('a number'));
export const wholeNumber = z.int(being('a whole number'));

/** Members of the view model that the vendor fills in: a caller may send back what it read. */
export const ignored = z.unknown().optional();

/** Strict: a key that is spelt otherwise than the vendor spells it would be lost in silence. */
export function bodyOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return '% is not known.';
      return input == null ? EMPTY : '% must be an object.';
    },
  });
}

export function mapOf<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value, being('a map'));
}

/** Enumerations stand on the wire as `{name}`, in any case (CloudCockpit 2.3); they come out as listed. */
export function named<const Name extends string>(...names: readonly [Name, ...Name[]]) {
  const known = (given: string) => names.find((name) => name.toLowerCase() === given.toLowerCase());
  return bodyOf({
    name: z
      .string(being('a string'))
      .refine((given) => known(given) !== undefined, `% must be one of ${names.join(', ')}.`)
      .transform((given) => known(given) ?? names[0]),
  });
}

/** The body as the schema describes it, or a 400 with every fault under the name of its member. */
export function readBody<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const descriptions = new Map<string, string[]>();
  for (const { path, message } of error.issues.flatMap(atItsMember)) {
    const name = propertyName(path);
    descriptions.set(name, [...(descriptions.get(name) ?? []), message.replace('%', () => labelOf(path))]);
  }
  throw invalidProperties(
    [...descriptions].map(([property, description]) => ({ propertyName: property, description })),
  );
}

function atItsMember(issue: z.core.$ZodIssue) {
  const { message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message }));
}

/** `ProviderCustomers[cb00…].Margin`: Pascal case, and brackets around what is no name. */
function propertyName(path: readonly PropertyKey[]): string {
  const name = path
    .map(String)
    .map((key) => (/^[A-Za-z]\w*$/.test(key) ? `.${pascal(key)}` : `[${key}]`))
    .join('');
  return name === '' ? 'Body' : name.replace(/^\./, '');
}

function labelOf(path: readonly PropertyKey[]): string {
  const last = pascal(String(path.at(-1) ?? 'Body'));
  return `'${last.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')}'`;
}

function pascal(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
