import { UpstreamErrorCode, UpstreamFailure } from '../errors.js';
import type { Customer } from '../types/customer.js';
import type { OrderFilter } from '../types/filters.js';
import type { Order } from '../types/order.js';
import { orderResidue } from './criteria.js';
import { laneOf } from './cursor.js';
import { Lane } from './lane.js';
import {
  listPart,
  mergedPage,
  type ListPage,
  type ListPart,
  type ListServices,
  type PageArguments,
} from './list-page.js';
import { customersBySource, listName, selectedSources, sorted } from './selection.js';
import type { OrderCriteria, Page, PageRequest } from './source.js';

/** One page of the orders of all sources that a filter selects. */
export async function listOrders(
  services: ListServices,
  filter: OrderFilter,
  page: PageArguments,
): Promise<ListPage<Order>> {
  const customers = customersBySource(filter.customerIds ?? null);
  const list = listName('orders', filter, {
    customerIds: sorted(filter.customerIds),
    status: sorted(filter.status),
    createdSince: filter.createdSince ?? null,
  });
  const parts = selectedSources(services.sources, filter).map(({ datasource, orderList }) => {
    const criteria: OrderCriteria = {
      customerIds: customers === null ? null : (customers.get(datasource.id) ?? []),
      status: filter.status ?? null,
      createdSince: filter.createdSince ?? null,
    };
    return listPart(
      datasource,
      datasource.orders,
      criteria,
      orderResidue(datasource.orders, criteria),
      orderList,
    );
  });
  const result = await mergedPage(services, list, parts, page);
  services.loaders.primeOrders(result.rows);
  return result;
}

/**
 * One page of one customer's orders; null where the source knows no such customer any more.
 * Customers asked for the same page at the same time are read together.
 */
export async function listCustomerOrders(
  services: ListServices,
  customer: Customer,
  page: PageArguments,
): Promise<ListPage<Order> | null> {
  const { sourceId, id } = customer;
  const source = services.sources.get(sourceId);
  if (source === undefined) return null;
  const { datasource, orderList } = source;
  const part: ListPart<Order> = {
    datasource,
    skipped: null,
    lane: (walk, maxPages) =>
      new Lane({
        sourceId,
        maxPageSize: datasource.orders.maxPageSize,
        read: (request) => orderList.filledBy(() => readCustomerOrders(services, customer, request)),
        accepts: undefined,
        selective: false,
        state: laneOf(walk, sourceId),
        maxPages,
      }),
  };
  const result = await mergedPage(services, `orders of ${id}`, [part], page);
  const error = result.sources[0]?.error;
  if (error?.code === UpstreamErrorCode.NOT_FOUND) return null;
  if (error && result.rows.length === 0) throw error;
  services.loaders.primeOrders(result.rows);
  return result;
}

async function readCustomerOrders(
  { loaders }: ListServices,
  { sourceId, externalId }: Customer,
  request: PageRequest,
): Promise<Page<Order>> {
  const page = await loaders.of(sourceId)?.customerOrders(request).load(externalId);
  if (!page) throw new UpstreamFailure(UpstreamErrorCode.NOT_FOUND, sourceId);
  return page;
}
