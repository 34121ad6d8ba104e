import { z } from 'zod';

/** An object that may hold these members and no other; whoever sends another is told which ones there are. */
export function closedObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `not known here: use ${allowed}` : undefined),
  });
}
