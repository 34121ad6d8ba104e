import { isDeepStrictEqual } from 'node:util';
import { nextId } from './ids.js';
import type { StatusChange } from './order-bodies.js';
import type { OrderUpdate } from './order-changes-body.js';
import { newItems } from './order-creation.js';
import { orderTotal, paymentMethodOf, statusIdOf, statusMembers } from './order-members.js';
import type { DkNote, DkOrder, DkOrderItem, DkUserRef } from './rows.js';
import type { DkState } from './state.js';
import { SubmissionFailed } from './submissions.js';
import { naive } from './times.js';

/** Carries out the whole update or, where an old value is not the current one, nothing of it. */
export function updateOrder(state: DkState, given: OrderUpdate, user: DkUserRef): string {
  return changeOrder(state, given.orderId, (order) => {
    const { paymentMethodCode, ...totals } = given.orderTotals ?? {};
    const payment = changed({ paymentMethodCode: order.paymentMethod.code }, { paymentMethodCode });
    const updated = {
      ...changed(order, totals),
      paymentMethod: paymentMethodOf(payment.paymentMethodCode),
      billing: changed(order.billing, given.billing),
      shipping: changed(order.shipping, given.shipping),
      items: withAddons(withItems(state, order.items, given.items), given.addons),
      notes: withNotes(state, order.notes, given.notes, user),
    };
    return { ...updated, total: orderTotal(updated) };
  });
}

export function changeStatus(state: DkState, { orderId, statusId }: StatusChange): string {
  return changeOrder(state, orderId, (order) => {
    const { statusId: chosen } = changed({ statusId: statusIdOf(order) ?? '' }, { statusId });
    return { ...order, ...statusMembers(chosen) };
  });
}

function changeOrder(state: DkState, id: string, change: (order: DkOrder) => DkOrder): string {
  const index = state.orders.findIndex(({ orderId }) => orderId === id);
  const order = state.orders[index];
  if (!order) throw new SubmissionFailed(`Customer order with id '${id}' not found.`);
  const updatedAt = naive(state.background.now());
  state.orders = state.orders.with(index, { ...change(order), updatedAt });
  return id;
}

interface Change {
  readonly newValue: unknown;
  readonly oldValue?: unknown;
}

type Changes = Readonly<Record<string, Change | string | undefined>>;

/** The members of `changes` that are no changes, like an item's own id, only name the row. */
function changed<Row extends object>(row: Row, changes: Changes = {}): Row {
  const result = { ...row };
  for (const [name, change] of Object.entries(changes)) {
    if (typeof change !== 'object') continue;
    if (change.oldValue !== undefined && !isDeepStrictEqual(Reflect.get(row, name), change.oldValue)) {
      throw new SubmissionFailed(
        `Property ${name} failed validation. Error: its old value is not the current one.`,
      );
    }
    Object.assign(result, { [name]: change.newValue });
  }
  return result;
}

function withItems(
  state: DkState,
  items: readonly DkOrderItem[],
  given: OrderUpdate['items'],
): readonly DkOrderItem[] {
  const { idsOfItemsToDelete = [], itemsToUpdate = [], itemsToAdd = [] } = given ?? {};
  const named = [...idsOfItemsToDelete, ...itemsToUpdate.map(({ itemId }) => itemId)];
  for (const id of named) requireItem(items, id);
  const kept = items
    .filter(({ itemId }) => !idsOfItemsToDelete.includes(itemId))
    .map((item) =>
      changed(
        item,
        itemsToUpdate.find(({ itemId }) => itemId === item.itemId),
      ),
    );
  return [...kept, ...newItems(state, itemsToAdd)];
}

function withAddons(items: readonly DkOrderItem[], given: OrderUpdate['addons']): readonly DkOrderItem[] {
  const { addonsToDelete = [], addonsToUpdate = [], addonsToAdd = [] } = given ?? {};
  for (const { itemId } of [...addonsToDelete, ...addonsToUpdate, ...addonsToAdd]) requireItem(items, itemId);
  return items.map((item) => {
    const own = <Given extends { readonly itemId: string }>(list: readonly Given[]) =>
      list.filter(({ itemId }) => itemId === item.itemId);
    const kept = item.addons
      .filter(({ code }) => !own(addonsToDelete).some((addon) => addon.code === code))
      .map((addon) => {
        const change = own(addonsToUpdate).find(({ code }) => code === addon.code);
        return change ? changed(addon, { price: change.price }) : addon;
      });
    const added = own(addonsToAdd).map(({ code, price = 0 }) => ({ code, title: code, price, cost: 0 }));
    return { ...item, addons: [...kept, ...added] };
  });
}

function withNotes(
  state: DkState,
  notes: readonly DkNote[],
  given: OrderUpdate['notes'],
  author: DkUserRef,
): readonly DkNote[] {
  const { idsOfNotesToDelete = [], notesToUpdate = [], notesToAdd = [] } = given ?? {};
  const first = Number(nextId(state.orders.flatMap((order) => order.notes.map(({ noteId }) => noteId))));
  const createdAt = naive(state.background.now());
  const kept = notes
    .filter(({ noteId }) => !idsOfNotesToDelete.includes(noteId))
    .map((note) =>
      changed(
        note,
        notesToUpdate.find(({ noteId }) => noteId === note.noteId),
      ),
    );
  const added = notesToAdd.map((note, index) => ({
    noteId: String(first + index),
    author,
    ...note,
    createdAt,
  }));
  return [...kept, ...added];
}

function requireItem(items: readonly DkOrderItem[], id: string): void {
  if (!items.some(({ itemId }) => itemId === id)) {
    throw new SubmissionFailed(`Item with id '${id}' not found.`);
  }
}
