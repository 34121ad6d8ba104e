import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import {
  readAddressList,
  readCreditAnswer,
  readCustomerAnswer,
  readCustomerList,
  readOrderAnswer,
  readOrderList,
  readRelatedOrders,
  saysNoSuchOrder,
  type AddressRow,
  type CreditRow,
  type CustomerRow,
  type ListedRows,
  type OrderRow,
} from './wire.js';

/** Rows in one answer at the most (DK 3.2). */
export const MAX_LIMIT = 1_000;

/** What to read of a list, oldest first. */
export interface ListWindow {
  /** Rows of this time or later, in the upstream's own clock; null: from the beginning. */
  readonly from: string | null;
  readonly offset: number;
  /** At most `MAX_LIMIT`. */
  readonly limit: number;
}

export interface Listed<Row> {
  readonly rows: ListedRows<Row>;
  readonly fetchedAt: string;
}

/** The reads of the Partner API, one function for each endpoint. */
export interface DkHardwareClient {
  customersByCreation(window: ListWindow, scope: OperationScope): Promise<Listed<CustomerRow>>;
  customersByUpdate(window: ListWindow, scope: OperationScope): Promise<Listed<CustomerRow>>;
  customer(id: string, scope: OperationScope): Promise<CustomerRow | null>;
  addresses(customerId: string, scope: OperationScope): Promise<readonly AddressRow[] | null>;
  credit(customerId: string, scope: OperationScope): Promise<CreditRow | null>;
  /** All orders of one customer, unpaged; takes the scope `customers:relations`. */
  relatedOrders(customerId: string, scope: OperationScope): Promise<Listed<OrderRow> | null>;
  ordersByUpdate(window: ListWindow, scope: OperationScope): Promise<Listed<OrderRow>>;
  order(id: string, scope: OperationScope): Promise<OrderRow | null>;
}

export function dkHardwareClient(transport: Transport, sourceId: string): DkHardwareClient {
  const list = (
    path: string,
    { from, offset, limit }: ListWindow,
    createdOrder: boolean | null,
    scope: OperationScope,
  ) =>
    transport.call(
      {
        method: 'GET',
        path,
        query: { from, newest: false, limit, offset, basedOnCreatedDate: createdOrder },
      },
      scope,
    );
  const find = (path: string, id: string, scope: OperationScope) =>
    transport.find({ method: 'GET', path, params: { id } }, scope);

  return {
    async customersByCreation(window, scope) {
      const answer = await list('/v1/customer/', window, true, scope);
      return { rows: readCustomerList(sourceId, answer.body), fetchedAt: answer.fetchedAt };
    },
    async customersByUpdate(window, scope) {
      const answer = await list('/v1/customer/', window, false, scope);
      return { rows: readCustomerList(sourceId, answer.body), fetchedAt: answer.fetchedAt };
    },
    async customer(id, scope) {
      const answer = await find('/v1/customer/{id}', id, scope);
      return answer === null ? null : readCustomerAnswer(sourceId, answer.body);
    },
    async addresses(customerId, scope) {
      const answer = await find('/v1/customer/{id}/address', customerId, scope);
      return answer === null ? null : readAddressList(sourceId, answer.body);
    },
    async credit(customerId, scope) {
      const answer = await find('/v1/customer/{id}/credit-info', customerId, scope);
      return answer === null ? null : readCreditAnswer(sourceId, answer.body);
    },
    async relatedOrders(customerId, scope) {
      const answer = await find('/v1/customer/{id}/relations', customerId, scope);
      if (answer === null) return null;
      return { rows: readRelatedOrders(sourceId, answer.body), fetchedAt: answer.fetchedAt };
    },
    async ordersByUpdate(window, scope) {
      const answer = await list('/v1/order/', window, null, scope);
      return { rows: readOrderList(sourceId, answer.body), fetchedAt: answer.fetchedAt };
    },
    async order(id, scope) {
      const answer = await transport.find(
        { method: 'GET', path: '/v1/order/{id}', params: { id }, notFound: saysNoSuchOrder },
        scope,
      );
      return answer === null ? null : readOrderAnswer(sourceId, answer.body);
    },
  };
}
