import { z } from 'zod';

/**
 * Members of bodies, whose messages go behind a label: `'First Name' must not be empty.`
 * A blank text counts as empty, as it does for the vendor's framework.
 */
export function text(maximum: number) {
  return z
    .string({ error: ({ input }) => (input == null ? EMPTY : 'must be text') })
    .regex(/\S/, EMPTY)
    .max(maximum, `must be ${maximum} characters or fewer`);
}

/** May be left out, null or empty. */
export function optionalText(maximum: number) {
  return z
    .string('must be text')
    .max(maximum, `must be ${maximum} characters or fewer`)
    .nullable()
    .exactOptional();
}

export function email() {
  return text(100).regex(/^\s*$|^[^\s@]+@[^\s@]+$/, 'is not a valid email address');
}

export function money() {
  return z.number({ error: ({ input }) => (input == null ? EMPTY : 'must be a number') });
}

export function notNegative() {
  return money().min(0, "must be greater than or equal to '0'");
}

/** Ids are decimal; what else is sent for one is refused at once. */
export function id() {
  return text(64).regex(/^\s*$|^[0-9]+$/, 'should be a valid id');
}

/** A member of the contract that this request may not set. */
export function mustBeEmpty() {
  return z.union([z.literal(''), z.null()], 'must be empty').exactOptional();
}

/** The server's own members: they may come along from a read, and change nothing. */
export function ignored() {
  return z.unknown().optional();
}

export function choice<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) => (input == null ? EMPTY : `must be one of ${values.join(', ')}`),
  });
}

/** No other member is taken: a misspelt one would otherwise go unnoticed. */
export function body<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? 'is not known' : EMPTY),
  });
}

export function listOf<Element extends z.ZodType>(element: Element) {
  return z.array(element, { error: ({ input }) => (input == null ? EMPTY : 'must be a list') });
}

const EMPTY = 'must not be empty';
