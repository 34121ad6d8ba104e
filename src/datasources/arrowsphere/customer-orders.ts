import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { isPlausibleExternalId } from '../../ids.js';
import type { Order } from '../../types/order.js';
import type { OperationScope } from '../../upstream/scope.js';
import { readEach } from '../batch.js';
import { isNewestPosition, newestPage, type RowsInHand } from '../newest-first.js';
import type { OrderReads, Page, PageRequest } from '../source.js';
import { oldest } from '../times.js';
import { MAX_PAGE_SIZE } from './client.js';

/** The lists of orders by offset, from which the pages of many customers are made. */
export interface OrderLists {
  ofAll(request: PageRequest, scope: OperationScope): Promise<Page<Order>>;
  /** Null where there is no such customer. */
  ofCustomer(customer: string, request: PageRequest, scope: OperationScope): Promise<Page<Order> | null>;
}

/** What is remembered of the list of all orders between operations. */
export interface AllOrdersSize {
  /** Null until it is known; infinite where the upstream refuses the list, or does not tell its length. */
  total: number | null;
  /** Rows in a full page of it. */
  pageSize: number;
}

/**
 * The same page of each customer's orders by the fewer calls: from its own list, or from the list of all, grouped.
 *
 * The two need not be in the same order, so that an offset leads on in a customer's own list only. Grouped orders are
 * given newest first, and whoever goes on after one of them gets the customer's own list, sorted alike.
 */
export function ordersOfCustomers(lists: OrderLists, size: AllOrdersSize): OrderReads['ofCustomers'] {
  return async (customers, request, scope) => {
    const own = (customer: string) => (part: PageRequest) => lists.ofCustomer(customer, part, scope);
    const { position } = request;
    if (position !== null && isNewestPosition(position)) {
      return readEach(customers, async (customer) => {
        const orders = await stretch(own(customer), { begin: 0, end: Infinity, pageSize: MAX_PAGE_SIZE });
        return orders && newestPage(orders, request, birthOf);
      });
    }
    const known = customers.filter(isPlausibleExternalId);
    if (position !== null || !isWorthALook(size, known.length)) {
      return readEach(customers, (customer) => own(customer)(request));
    }
    const grouping = ordersByCustomer((part) => lists.ofAll(part, scope), size, known);
    return readEach(customers, async (customer) => {
      const byCustomer = await grouping;
      if (byCustomer === null) return own(customer)(request);
      const orders = byCustomer.get(customer);
      return orders ? newestPage(orders, request, birthOf) : null;
    });
  };
}

function birthOf({ externalId, createdAt }: Order) {
  return { id: externalId, createdAt };
}

/** While nobody knows how long the list of all orders is, its first page is worth a look for this many customers. */
const CUSTOMERS_FOR_A_LOOK = 3;

function isWorthALook(size: AllOrdersSize, customers: number): boolean {
  return size.total === null ? customers >= CUSTOMERS_FOR_A_LOOK : pagesOf(size) < customers;
}

function pagesOf({ total, pageSize }: AllOrdersSize): number {
  return Math.max(1, Math.ceil((total ?? Infinity) / pageSize));
}

/** The orders of each of these customers; null where their own lists take fewer calls, or are all that can be had. */
async function ordersByCustomer(
  read: (request: PageRequest) => Promise<Page<Order>>,
  size: AllOrdersSize,
  customers: readonly string[],
): Promise<ReadonlyMap<string, RowsInHand<Order>> | null> {
  const first = await look(read, size);
  if (first === null || pagesOf(size) >= customers.length) return null;
  const rest = first.next === null ? [] : await Promise.all(stretchesAfter(first.next, size, read));
  const groups = new Map(customers.map((customer): [string, Order[]] => [customer, []]));
  const fetchedAt = rest.reduce(
    (time, part) => (part === null ? time : oldest(time, part.fetchedAt)),
    first.fetchedAt,
  );
  for (const order of [first, ...rest].flatMap((part) => part?.rows ?? [])) {
    if (order.customerExternalId !== null) groups.get(order.customerExternalId)?.push(order);
  }
  return new Map([...groups].map(([customer, rows]) => [customer, { rows, fetchedAt }]));
}

/** A key may be allowed the orders of each customer and not the list of all; that costs this one call, once. */
const REFUSALS: readonly UpstreamErrorCode[] = [UpstreamErrorCode.FORBIDDEN, UpstreamErrorCode.REJECTED];
const isRefusal = (error: unknown) =>
  error instanceof UpstreamFailure && (REFUSALS.includes(error.code) || error.upstreamStatus === 404);

/** The first page, which tells how many there are; null where the upstream refuses it. */
async function look(
  read: (request: PageRequest) => Promise<Page<Order>>,
  size: AllOrdersSize,
): Promise<Page<Order> | null> {
  try {
    const page = await read({ position: null, size: MAX_PAGE_SIZE });
    size.total = page.totalCount ?? (page.next === null ? page.rows.length : Infinity);
    size.pageSize = page.next === null ? MAX_PAGE_SIZE : Number(page.next);
    return page;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    size.total = Infinity;
    return null;
  }
}

/** The pages after the first, side by side: none of them can be left out, since any may hold any customer's order. */
function stretchesAfter(next: string, size: AllOrdersSize, read: ReadPage) {
  const { pageSize } = size;
  const begins = [Number(next)];
  while (begins.length + 1 < pagesOf(size)) begins.push((begins.length + 1) * pageSize);
  return begins.map((begin, index) =>
    // What came after the first page was read stands at the end, or has moved other orders there.
    stretch(read, { begin, end: index + 1 < begins.length ? begin + pageSize : Infinity, pageSize }),
  );
}

type ReadPage = (request: PageRequest) => Promise<Page<Order> | null>;

interface Stretch {
  readonly begin: number;
  readonly end: number;
  readonly pageSize: number;
}

/** The rows of a list between two offsets, mostly by one call for each page; null where there is no such list. */
async function stretch(read: ReadPage, { begin, end, pageSize }: Stretch): Promise<RowsInHand<Order> | null> {
  const rows: Order[] = [];
  let fetchedAt: string | null = null;
  for (let offset = begin; ;) {
    const page = await read({ position: String(offset), size: pageSize });
    if (page === null) return null;
    rows.push(...page.rows);
    fetchedAt = oldest(fetchedAt, page.fetchedAt);
    if (page.next === null || Number(page.next) >= end) return { rows, fetchedAt };
    offset = Number(page.next);
  }
}
