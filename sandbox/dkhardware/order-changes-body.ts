import { z } from 'zod';
import { body, choice, email, id, listOf, money, notNegative, text } from './bodies.js';
import {
  discount,
  linePosition,
  newItem,
  NOTE_CODES,
  paymentMethodCode,
  quantity,
  unitOfMeasure,
} from './order-bodies.js';

/** A member with its value from before, which refuses the change when somebody else was faster (DK 3.2). */
function updatable<Value extends z.ZodType>(newValue: Value, oldValue: z.ZodType = z.unknown()) {
  return body({ newValue, oldValue: oldValue.exactOptional() }).exactOptional();
}

/** The old value may come as it was given or as it is shown. */
function updatableDiscount() {
  return updatable(
    discount(),
    money().transform((amount) => -Math.abs(amount) || 0),
  );
}

/** Null empties a text. */
function clearable(maximum: number) {
  return updatable(
    z
      .string('must be text')
      .max(maximum, `must be ${maximum} characters or fewer`)
      .nullable()
      .transform((value) => value ?? ''),
  );
}

const totals = body({
  shippingPrice: updatable(notNegative()),
  shippingTax: updatable(notNegative()),
  shippingDiscount: updatableDiscount(),
  handlingFee: updatable(notNegative()),
  paymentMethodCode: updatable(paymentMethodCode()),
});

const address = body({
  email: updatable(email()),
  firstName: updatable(text(150)),
  lastName: updatable(text(150)),
  company: clearable(250),
  phone: clearable(50),
  altPhone: clearable(50),
  fax: clearable(50),
  zip: updatable(text(50)),
  country: updatable(text(150)),
  state: updatable(text(50)),
  city: updatable(text(255)),
  address1: updatable(text(255)),
  address2: clearable(255),
});

const changedItem = body({
  itemId: text(64),
  productId: updatable(text(64)),
  unitPrice: updatable(money()),
  unitCost: updatable(money()),
  unitWeight: updatable(money()),
  unitOfMeasure: updatable(unitOfMeasure()),
  quantity: updatable(quantity()),
  tax: updatable(money()),
  discount: updatableDiscount(),
  mpn: updatable(text(50)),
  itemName: updatable(text(2_000)),
  linePosition: updatable(linePosition()),
});

const items = body({
  idsOfItemsToDelete: listOf(text(64)).exactOptional(),
  itemsToUpdate: listOf(changedItem).exactOptional(),
  itemsToAdd: listOf(newItem).exactOptional(),
});

const addon = { itemId: text(64), code: text(64) };
const addons = body({
  addonsToDelete: listOf(body(addon)).exactOptional(),
  addonsToUpdate: listOf(body({ ...addon, price: updatable(money()) })).exactOptional(),
  addonsToAdd: listOf(body({ ...addon, price: money().exactOptional() })).exactOptional(),
});

const notes = body({
  idsOfNotesToDelete: listOf(text(64)).exactOptional(),
  notesToUpdate: listOf(
    body({
      noteId: text(64),
      message: updatable(text(2_000)),
      actionTypeCode: updatable(choice(NOTE_CODES)),
    }),
  ).exactOptional(),
  notesToAdd: listOf(body({ message: text(2_000), actionTypeCode: choice(NOTE_CODES) })).exactOptional(),
});

export const updateOrderBody = body({
  customerOrder: body({
    orderId: id(),
    orderTotals: totals.exactOptional(),
    billing: address.exactOptional(),
    shipping: address.exactOptional(),
    items: items.exactOptional(),
    addons: addons.exactOptional(),
    notes: notes.exactOptional(),
  }),
});

export type OrderUpdate = z.infer<typeof updateOrderBody>['customerOrder'];
