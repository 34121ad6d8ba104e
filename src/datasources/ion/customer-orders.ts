import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Order } from '../../types/order.js';
import { readEach } from '../batch.js';
import { newestPage, type RowsInHand } from '../newest-first.js';
import type { Answer, Answers, Page, PageRequest } from '../source.js';
import { oldest } from '../times.js';
import type { IonClient, Listed, ListRequest } from './client.js';
import type { MappedSource } from './customer-mapping.js';
import { toOrder } from './order-mapping.js';
import { isIonId, type WireOrder } from './wire.js';

/** ION publishes no maximum, but may give fewer rows than asked for (ION 4.2). */
export const MAX_ORDER_PAGE = 1_000;

/** How many ids `filter.customerIdList` takes is unpublished; this many keep the URL near one kilobyte. */
const CUSTOMERS_PER_CALL = 50;

/** The same page of each customer's orders, for many customers by one call (ION 4.5). */
export async function ordersOfCustomers(
  client: IonClient,
  source: MappedSource,
  customerIds: readonly string[],
  request: PageRequest,
  scope: OperationScope,
): Promise<Answers<Page<Order>>> {
  const answers = new Map<string, Answer<Page<Order>>>(customerIds.map((id) => [id, null]));
  const read = await Promise.all(
    chunks(customerIds).map((chunk) => ordersOfChunk(client, source, chunk, scope)),
  );
  for (const chunk of read) {
    for (const [id, orders] of chunk) answers.set(id, newestOrders(orders, request, source));
  }
  return answers;
}

/** Ids for one call each; those that ION cannot have are left out: there is nothing to ask. */
export function chunks(customerIds: readonly string[]): readonly (readonly string[])[] {
  const ids = [...new Set(customerIds)].filter(isIonId);
  const parts: (readonly string[])[] = [];
  for (let start = 0; start < ids.length; start += CUSTOMERS_PER_CALL) {
    parts.push(ids.slice(start, start + CUSTOMERS_PER_CALL));
  }
  return parts;
}

type AllOrders = RowsInHand<WireOrder>;

/** All orders of these customers by one list; one by one where ION refuses that list, which nobody was seen to use. */
async function ordersOfChunk(
  client: IonClient,
  source: MappedSource,
  customerIds: readonly string[],
  scope: OperationScope,
): Promise<Answers<AllOrders>> {
  try {
    const all = await everyPage(source.id, (paging) =>
      client.orders({ ...paging, customerIds, status: null }, scope),
    );
    return grouped(all, customerIds);
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    if (error.code !== UpstreamErrorCode.REJECTED) return new Map(customerIds.map((id) => [id, error]));
    return readEach(customerIds, (id) =>
      everyPage(source.id, (paging) => client.ordersOf(id, paging, scope)),
    );
  }
}

export async function everyPage(
  sourceId: string,
  read: (paging: ListRequest) => Promise<Listed<WireOrder>>,
): Promise<AllOrders> {
  const rows: WireOrder[] = [];
  const passed = new Set<string | null>();
  let pageToken: string | null = null;
  let fetchedAt: string | null = null;
  // Tokens in a circle would be followed for ever, and within one operation without a single call.
  while (!passed.has(pageToken)) {
    passed.add(pageToken);
    const page: Listed<WireOrder> = await read({ pageSize: MAX_ORDER_PAGE, pageToken });
    rows.push(...page.rows);
    fetchedAt = oldest(fetchedAt, page.fetchedAt);
    if (page.nextPageToken === null) return { rows, fetchedAt };
    pageToken = page.nextPageToken;
  }
  throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' gave page tokens for its orders that lead in a circle.`,
  });
}

/** Orders of customers nobody asked for find no group, and are dropped. */
function grouped({ rows, fetchedAt }: AllOrders, customerIds: readonly string[]): Answers<AllOrders> {
  const groups = new Map(customerIds.map((id): [string, WireOrder[]] => [id, []]));
  for (const order of rows) {
    if (order.customerId !== null) groups.get(order.customerId)?.push(order);
  }
  return new Map([...groups].map(([id, orders]) => [id, { rows: orders, fetchedAt }]));
}

/** Newest first by order id, because not every order tells when it was created (ION 4.5). */
function newestOrders(
  orders: Answer<AllOrders>,
  request: PageRequest,
  source: MappedSource,
): Answer<Page<Order>> {
  if (orders === null || orders instanceof UpstreamFailure) return orders;
  const page = newestPage(orders, request, ({ id }) => ({ id, createdAt: null }));
  return { ...page, rows: page.rows.map((order) => toOrder(order, source)) };
}
