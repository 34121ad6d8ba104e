import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { QueryValue, UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import type { CloudProfilesRequest } from '../source.js';
import { readCloudProfiles, type WireCloudProfile } from './cloud-profile-wire.js';
import {
  readCustomer,
  readCustomerList,
  readOrder,
  readOrderList,
  type WireCustomer,
  type WireList,
  type WireOrder,
} from './wire.js';

export interface ListRequest {
  /** ION refuses a list without it (ION 4.2). */
  readonly pageSize: number;
  /** Null at the start. */
  readonly pageToken: string | null;
}

export interface CustomerListRequest extends ListRequest {
  readonly email?: string;
}

export interface OrderListRequest extends ListRequest {
  /** Null: of every customer. Never empty, which ION could take for every customer. */
  readonly customerIds: readonly string[] | null;
  /** In ION's own words; null: of every status. */
  readonly status: string | null;
}

export interface Listed<Row> extends WireList<Row> {
  readonly fetchedAt: string;
}

/** The reading endpoints of one ION account. Everything it gives is readable; what is not, it throws as BAD_RESPONSE. */
export interface IonClient {
  /** Without the rows that are not `wanted`, where that is given. */
  customers(
    request: CustomerListRequest,
    scope: OperationScope,
    wanted?: ReadonlySet<string>,
  ): Promise<Listed<WireCustomer>>;
  customer(customerId: string, scope: OperationScope): Promise<WireCustomer | null>;
  cloudProfiles(
    request: CloudProfilesRequest,
    scope: OperationScope,
  ): Promise<readonly WireCloudProfile[] | null>;
  orders(request: OrderListRequest, scope: OperationScope): Promise<Listed<WireOrder>>;
  ordersOf(customerId: string, request: ListRequest, scope: OperationScope): Promise<Listed<WireOrder>>;
  order(orderId: string, scope: OperationScope): Promise<WireOrder | null>;
}

const ACCOUNT = '/api/v3/accounts/{accountId}';

export function ionClient(transport: Transport, sourceId: string, accountId: string): IonClient {
  const get = (
    path: string,
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, QueryValue>> = {},
  ): UpstreamRequest => ({ method: 'GET', path: ACCOUNT + path, params: { accountId, ...params }, query });

  const unreadable = (what: string) =>
    new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      message: `Source '${sourceId}' gave ${what} that cannot be read.`,
      upstreamStatus: 200,
    });

  async function list<Row>(
    what: string,
    request: UpstreamRequest,
    read: (body: unknown, isFirst: boolean) => WireList<Row> | null,
    scope: OperationScope,
  ): Promise<Listed<Row>> {
    const { body, fetchedAt } = await transport.call(request, scope);
    const pageToken = request.query?.pageToken ?? null;
    const page = read(body, pageToken === null);
    if (page === null) throw unreadable(`a list of ${what}`);
    // A token that leads back to its own page would be followed for ever.
    const isLoop = page.nextPageToken !== null && page.nextPageToken === pageToken;
    if (isLoop) throw unreadable(`a page token for its list of ${what}`);
    return { rows: page.rows, nextPageToken: page.nextPageToken, fetchedAt };
  }

  async function one<Row extends { readonly id: string }>(
    what: string,
    request: UpstreamRequest,
    id: string,
    read: (body: unknown) => Row | null,
    scope: OperationScope,
  ): Promise<Row | null> {
    const answer = await transport.find(request, scope);
    if (answer === null) return null;
    const row = read(answer.body);
    if (row?.id !== id) throw unreadable(what);
    return row;
  }

  return {
    customers: ({ email, ...paging }, scope, wanted) =>
      list(
        'customers',
        get('/customers', {}, { ...paging, 'filter.customerEmail': email }),
        (body, isFirst) => readCustomerList(body, isFirst, wanted),
        scope,
      ),

    customer: (customerId, scope) =>
      one('a customer', get('/customers/{customerId}', { customerId }), customerId, readCustomer, scope),

    async cloudProfiles({ customerId, providerId, enabledOnly }, scope) {
      const request = get(
        '/customers/{customerId}/cloudProfiles',
        { customerId },
        { providerId, enabledOnly },
      );
      const answer = await transport.find(request, scope);
      if (answer === null) return null;
      const profiles = readCloudProfiles(answer.body);
      if (profiles === null) throw unreadable('cloud profiles');
      return profiles;
    },

    // Oldest first: an order that is placed during a walk joins at the end, and moves nothing.
    orders: ({ customerIds, ...query }, scope) =>
      list(
        'orders',
        {
          ...get(
            '/orders',
            {},
            {
              ...query,
              'filter.customerIdList': customerIds?.join(','),
              sortBy: 'createTime',
              sortOrder: 'ASC',
            },
          ),
          batchSize: customerIds?.length ?? 1,
        },
        readOrderList,
        scope,
      ),

    ordersOf: (customerId, paging, scope) =>
      list(
        'orders',
        get('/customers/{customerId}/orders', { customerId }, { ...paging }),
        readOrderList,
        scope,
      ),

    // `-` stands for any customer, so that an order's id is enough (ION 4.5).
    order: (orderId, scope) =>
      one('an order', get('/customers/-/orders/{orderId}', { orderId }), orderId, readOrder, scope),
  };
}
