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
  /** The most rows that any answer of this list had in this operation, this one included. */
  readonly mostRows: number;
  readonly fetchedAt: string;
}

export type RelatedOrders = Pick<Listed<OrderRow>, 'rows' | 'fetchedAt'>;

interface List<Row> {
  readonly path: string;
  /** Whether time means that of creation; null: the list knows that of change alone. */
  readonly createdOrder: boolean | null;
  readonly read: (sourceId: string, body: unknown) => ListedRows<Row>;
}

/** The reads of the Partner API, one function for each endpoint. */
export interface DkHardwareClient {
  customersByCreation(window: ListWindow, scope: OperationScope): Promise<Listed<CustomerRow>>;
  customersByUpdate(window: ListWindow, scope: OperationScope): Promise<Listed<CustomerRow>>;
  customer(id: string, scope: OperationScope): Promise<CustomerRow | null>;
  addresses(customerId: string, scope: OperationScope): Promise<readonly AddressRow[] | null>;
  credit(customerId: string, scope: OperationScope): Promise<CreditRow | null>;
  /** All orders of one customer, unpaged; takes the scope `customers:relations`. */
  relatedOrders(customerId: string, scope: OperationScope): Promise<RelatedOrders | null>;
  ordersByUpdate(window: ListWindow, scope: OperationScope): Promise<Listed<OrderRow>>;
  order(id: string, scope: OperationScope): Promise<OrderRow | null>;
}

export function dkHardwareClient(transport: Transport, sourceId: string): DkHardwareClient {
  const mostOf = mostRowsByOperation();
  const list = async <Row>(
    { path, createdOrder, read }: List<Row>,
    { from, offset, limit }: ListWindow,
    scope: OperationScope,
  ): Promise<Listed<Row>> => {
    const query = { from, newest: false, limit, offset, basedOnCreatedDate: createdOrder };
    const { body, fetchedAt } = await transport.call({ method: 'GET', path, query }, scope);
    const rows = read(sourceId, body);
    return { rows, mostRows: mostOf(scope, path, rows.length), fetchedAt };
  };
  const find = (path: string, id: string, scope: OperationScope) =>
    transport.find({ method: 'GET', path, params: { id } }, scope);

  return {
    customersByCreation: (window, scope) =>
      list({ path: '/v1/customer/', createdOrder: true, read: readCustomerList }, window, scope),
    customersByUpdate: (window, scope) =>
      list({ path: '/v1/customer/', createdOrder: false, read: readCustomerList }, window, scope),
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
    ordersByUpdate: (window, scope) =>
      list({ path: '/v1/order/', createdOrder: null, read: readOrderList }, window, scope),
    async order(id, scope) {
      const answer = await transport.find(
        { method: 'GET', path: '/v1/order/{id}', params: { id }, notFound: saysNoSuchOrder },
        scope,
      );
      return answer === null ? null : readOrderAnswer(sourceId, answer.body);
    },
  };
}

/** Notes the rows of an answer, and gives the most that an answer of the same path had in the same operation. */
function mostRowsByOperation() {
  const operations = new WeakMap<OperationScope, Map<string, number>>();
  return (scope: OperationScope, path: string, rows: number): number => {
    const most = operations.get(scope) ?? new Map<string, number>();
    operations.set(scope, most.set(path, Math.max(rows, most.get(path) ?? 0)));
    return most.get(path) ?? rows;
  };
}
