import { z } from 'zod';
import { badRequest } from './errors.js';

/** A member that must be there and not be empty. */
export const requiredText = z
  .string({ error: ({ input }) => (input === undefined ? 'is required' : 'must be a string') })
  .min(1, 'is required');

/** The vendor's types know no null: what is not wanted is left out. */
export const optionalText = z.string('must be a string').optional();

export const number = z.number({
  error: ({ input }) => (input === undefined ? 'is required' : 'must be a number'),
});

/** Strict: a key that is spelt otherwise than the vendor spells it would be lost in silence. */
export function bodyOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return 'is unknown';
      return input === undefined ? 'is required' : 'must be an object';
    },
  });
}

export function listOf<Element extends z.ZodType>(element: Element) {
  return z.array(element, {
    error: ({ input }) => (input === undefined ? 'is required' : 'must be a list'),
  });
}

export const customFields = listOf(bodyOf({ label: requiredText, value: z.string('must be a string') }));

/** What `{}` stands for in the vendor's clients: they send it where there is nothing to say (ArrowSphere 1.1). */
export const emptyBody = bodyOf({});

/** The body as the schema describes it, or a 400 that names every fault in the vendor's words. */
export function readBody<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const { success, data, error } = schema.safeParse(body ?? {});
  if (success) return data;
  throw badRequest(...error.issues.flatMap(messagesOf));
}

function messagesOf(issue: z.core.$ZodIssue): readonly string[] {
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) =>
    path.length === 0 ? `The body ${issue.message}` : `The field ${path.join('.')} ${issue.message}`,
  );
}
