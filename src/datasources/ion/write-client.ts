import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { CreatedUser } from '../../types/created-user.js';
import type { Refusal } from '../../upstream/refusals.js';
import type { Method, UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import { readCreatedUser, readCustomer, readOrder, type WireCustomer, type WireOrder } from './wire.js';

export type Written<Row> =
  { readonly row: Row; readonly refusal?: never } | { readonly refusal: Refusal; readonly row?: never };

export interface NewCustomer {
  readonly id: string;
  readonly createdUser: CreatedUser | null;
}

/**
 * The writing endpoints of one ION account, each sent once.
 * Every one answers with the whole row; where that cannot be read, the write may have happened all the same.
 */
export interface IonWriteClient {
  createCustomer(body: object, scope: OperationScope): Promise<Written<NewCustomer>>;
  replaceCustomer(customerId: string, body: object, scope: OperationScope): Promise<Written<WireCustomer>>;
  createOrder(customerId: string, body: object, scope: OperationScope): Promise<Written<WireOrder>>;
  cancelOrder(order: WireOrder, scope: OperationScope): Promise<Written<WireOrder>>;
}

const CUSTOMERS = '/api/v3/accounts/{accountId}/customers';

/** Stands for any customer (ION 4.5). */
const ANY_CUSTOMER = '-';

export function ionWriteClient(transport: Transport, sourceId: string, accountId: string): IonWriteClient {
  async function write<Row>(
    request: UpstreamRequest,
    read: (body: unknown) => Row | null,
    scope: OperationScope,
  ): Promise<Written<Row>> {
    const { answer, refusal } = await transport.write(request, scope);
    if (refusal !== undefined) return { refusal };
    const row = read(answer.body);
    if (row !== null) return { row };
    throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
      upstreamStatus: answer.status,
      mayHaveHappened: true,
    });
  }

  const to = (method: Method, path: string, params: Readonly<Record<string, string>>, body?: object) => ({
    method,
    path: CUSTOMERS + path,
    params: { accountId, ...params },
    body,
  });

  return {
    createCustomer: (body, scope) => write(to('POST', '', {}, body), readNewCustomer, scope),

    replaceCustomer: (customerId, body, scope) =>
      write(to('PUT', '/{customerId}', { customerId }, body), readCustomer, scope),

    createOrder: (customerId, body, scope) =>
      write(to('POST', '/{customerId}/orders', { customerId }, body), readOrder, scope),

    cancelOrder: ({ id: orderId, customerId }, scope) => {
      const params = { orderId, customerId: customerId ?? ANY_CUSTOMER };
      return write(to('POST', '/{customerId}/orders/{orderId}:cancel', params), readOrder, scope);
    },
  };
}

function readNewCustomer(body: unknown): NewCustomer | null {
  const customer = readCustomer(body);
  return customer === null ? null : { id: customer.id, createdUser: readCreatedUser(body) };
}
