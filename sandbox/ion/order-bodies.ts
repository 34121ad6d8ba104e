import { z } from 'zod';
import { optionalText, REQUIRED, text } from './bodies.js';
import { invalidOrder } from './errors.js';

const attribute = z.strictObject({ name: text(), value: z.string('be string') }, 'be an object');

const newItem = {
  referenceId: optionalText(),
  productId: text(),
  skuId: text(),
  planId: text(),
  quantity: z
    .int({ error: ({ input }) => (input == null ? REQUIRED : 'be a whole number') })
    .min(1, 'be at least 1'),
  endCustomerPO: optionalText(),
  resellerPO: optionalText(),
  addOns: z.array(z.string('be string'), 'be a list').exactOptional(),
  attributes: z.array(attribute, {
    error: ({ input }) => (input == null ? REQUIRED : 'be a list'),
  }),
};

const orderItem = z.discriminatedUnion(
  'action',
  [
    z.strictObject({ ...newItem, action: z.literal('CREATE'), resourceId: optionalText() }),
    // Only a change has something to change (ION 4.5).
    z.strictObject({ ...newItem, action: z.literal('UPDATE'), resourceId: text() }),
  ],
  { error: ({ input }) => (hasAction(input) ? 'be CREATE or UPDATE' : REQUIRED) },
);

const orderBody = z.strictObject({
  referenceId: optionalText(),
  displayName: optionalText(),
  orderItems: z
    .array(orderItem, { error: ({ input }) => (input == null ? REQUIRED : 'be a list') })
    .min(1, REQUIRED),
});

export type OrderBody = z.infer<typeof orderBody>;
export type OrderItemBody = OrderBody['orderItems'][number];

/** Unlike the customers' gateway, the one for orders tells all that is wrong at once (ION 4.6). */
export function readOrder(raw: unknown): OrderBody {
  const parsed = orderBody.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw invalidOrder(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(
            (key) => `The '${key}' attribute is not known in the '${ownerOf([...issue.path, key])}' object.`,
          )
        : [detailOf(issue.path, issue.message)],
    ),
  );
}

function detailOf(path: readonly PropertyKey[], message: string): string {
  const subject = `The '${path.findLast((name) => typeof name === 'string') ?? 'order'}' attribute`;
  return message === REQUIRED
    ? `${subject} must be present in the '${ownerOf(path)}' object.`
    : `${subject} in the '${ownerOf(path)}' object must ${message}.`;
}

/** `order.orderItem` for a member of an item, as in the vendor's sample. */
function ownerOf(path: readonly PropertyKey[]): string {
  return path.includes('orderItems') && path.length > 1 ? 'order.orderItem' : 'order';
}

function hasAction(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'action' in input;
}
