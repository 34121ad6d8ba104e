import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { Order } from '../../types/order.js';
import type { OperationScope } from '../../upstream/scope.js';
import { readEach } from '../batch.js';
import { chainedPage } from '../chain.js';
import { numberedWindow } from '../numbered-list.js';
import type { OrderReads, Page, PageRequest } from '../source.js';
import { MAX_PAGE_SIZE, type Client } from './client.js';
import type { MappedSource } from './customer-mapping.js';
import { toOrder } from './order-mapping.js';
import { readGuid, type WireOrder } from './wire.js';

/** Orders by customer, active ones only; the upstream has no list of all orders and no way to read one (CloudCockpit 2.2). */
export function orderReads(client: Client, source: MappedSource): OrderReads {
  const ofCustomer = async (
    askedId: string,
    request: PageRequest,
    scope: OperationScope,
  ): Promise<Page<Order> | null> => {
    const customerId = readGuid(askedId);
    if (customerId === null) return null;
    return await numberedWindow<WireOrder, Order, null>({
      sourceId: source.sourceId,
      request,
      maxPageSize: MAX_PAGE_SIZE,
      read: (numbered) => client.ordersOf(customerId, numbered, scope),
      map: (wire) => toOrder(wire, customerId, source),
    });
  };

  return {
    applies: ['customerIds'],
    needs: ['customerIds'],
    maxPageSize: MAX_PAGE_SIZE,
    async page({ customerIds }, request, scope) {
      if (customerIds === null) throw needsCustomers(source.sourceId);
      const distinct = [...new Set(customerIds.map((id) => readGuid(id) ?? id))];
      return await chainedPage(distinct, request, (id, part) => ofCustomer(id, part, scope));
    },
    ofCustomers: (customerIds, request, scope) =>
      readEach(customerIds, (id) => ofCustomer(id, request, scope)),
  };
}

function needsCustomers(sourceId: string): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.UNSUPPORTED, sourceId, {
    message: `Source '${sourceId}' lists orders by customer only: filter by customerIds.`,
  });
}
