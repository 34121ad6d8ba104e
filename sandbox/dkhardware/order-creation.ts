import { nextId } from './ids.js';
import type { NewItem, NewOrder, NewOrderAddress } from './order-bodies.js';
import { orderTotal, paymentMethodOf, statusMembers } from './order-members.js';
import type { DkCustomer, DkOrder, DkOrderAddress, DkOrderItem, DkUserRef } from './rows.js';
import type { DkState } from './state.js';
import { SubmissionFailed } from './submissions.js';
import { naive } from './times.js';

/** Answers the new order's id. */
export function createOrder(state: DkState, given: NewOrder, user: DkUserRef): string {
  const customer = state.customers.find(({ customerId }) => String(customerId) === given.customerId);
  if (!customer) {
    throw new SubmissionFailed(
      "Property customerId failed validation. Error: 'customerId' should be a valid id.",
    );
  }
  const orderId = nextId(state.orders.map((order) => order.orderId));
  const now = naive(state.background.now());
  const order: Omit<DkOrder, 'total'> = {
    orderId,
    parentQuoteId: null,
    replacementForOrderId: null,
    replacementOrderIds: [],
    returnIds: [],
    vendorOrderIds: [],
    shoppingCartId: `0b38d1b8-0000-4000-8000-${orderId.padStart(12, '0')}`,
    poNumber: given.poNumber ?? null,
    createdAt: now,
    updatedAt: now,
    currency: 'USD',
    ...statusMembers('7'),
    customerId: given.customerId,
    ...terms(given, user),
    billing: addressOf(customer, given.billing),
    shipping: addressOf(customer, given.shipping),
    items: newItems(state, given.items),
    notes: given.comment ? [firstNote(state, given.comment, user, now)] : [],
    payments: null,
    shipments: null,
    filters: [],
  };
  state.orders = [...state.orders, { ...order, total: orderTotal(order) }];
  return orderId;
}

function terms(given: NewOrder, user: DkUserRef) {
  return {
    customerNotes: given.customerNotes ?? '',
    channel: given.channel ?? 'partner-api',
    channelReferenceId: given.channelReferenceId ?? null,
    shippingMethod: given.shippingMethod,
    paymentMethod: paymentMethodOf(given.paymentMethodCode),
    shippingPrice: given.shippingPrice,
    shippingTax: given.shippingTax,
    shippingDiscount: given.shippingDiscount ?? 0,
    handlingFee: given.handlingFee ?? 0,
    createdBy: user,
    salesRep: user,
  };
}

/** Items in the order of their lines, each with the next id. */
export function newItems(state: DkState, given: readonly NewItem[]): DkOrderItem[] {
  const known = state.orders.flatMap(({ items }) => items.map(({ itemId }) => itemId));
  const first = Number(nextId(known));
  return given.map((item, index) => ({
    ...item,
    itemId: String(first + index),
    lineComment: item.lineComment ?? null,
    productImage: `https://img.dk.example/${item.productId}.jpg`,
    productUrl: `https://shop.dk.example/p/${item.productId}`,
    addons: item.addons ?? [],
  }));
}

/** What is not given comes from the customer and its first address. */
function addressOf(customer: DkCustomer, given: NewOrderAddress | undefined): DkOrderAddress {
  const { firstName, lastName, company, phone, email, addresses } = customer;
  const from: Partial<NewOrderAddress> = given ?? { firstName, lastName, company, phone, ...addresses?.[0] };
  return {
    firstName: from.firstName ?? '',
    lastName: from.lastName ?? '',
    company: from.company ?? '',
    phone: from.phone ?? phone ?? '',
    altPhone: from.altPhone ?? '',
    fax: from.fax ?? '',
    zip: from.zip ?? '',
    country: from.country ?? '',
    state: from.state ?? '',
    city: from.city ?? '',
    address1: from.address1 ?? '',
    address2: from.address2 ?? '',
    email: from.email ?? email,
  };
}

function firstNote(state: DkState, message: string, author: DkUserRef, createdAt: string) {
  const noteId = nextId(state.orders.flatMap(({ notes }) => notes.map((note) => note.noteId)));
  return { noteId, author, message, createdAt, actionTypeCode: 'QuestionToSupport' };
}
