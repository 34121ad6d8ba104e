import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { Refusal } from '../../upstream/refusals.js';
import type { UpstreamAnswer, UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import { MAX_PAGE_SIZE } from './client.js';
import { isGuid, readCustomer, readPage, type WireCustomer, type WirePage } from './wire.js';

export type WriteClient = ReturnType<typeof createWriteClient>;

export type WrittenId =
  { readonly id: string; readonly refusal?: never } | { readonly refusal: Refusal; readonly id?: never };

export interface IdentifierSearch {
  readonly identifier: string;
  /** Whose relations are searched; null: the credentials' own. */
  readonly resellerId: string | null;
}

/** The endpoints that write, each called once, and the search that finds what was written (CloudCockpit 2.2). */
export function createWriteClient(transport: Transport, sourceId: string) {
  const write = async (request: UpstreamRequest, scope: OperationScope): Promise<Refusal | null> =>
    (await transport.write(request, scope)).refusal ?? null;

  return {
    /** `POST /v1/Customers`: 200 or 201 with the new GUID as a JSON string. */
    async createCustomer(body: object, scope: OperationScope): Promise<WrittenId> {
      const { answer, refusal } = await transport.write(
        { method: 'POST', path: '/v1/Customers', body },
        scope,
      );
      if (refusal !== undefined) return { refusal };
      const id = typeof answer.body === 'string' ? answer.body.toLowerCase() : '';
      if (isGuid(id)) return { id };
      throw unreadable(sourceId, answer, true);
    },

    /** `PATCH …/account-info`: 202, the change takes effect later. */
    changeAccount: (customerId: string, body: object, scope: OperationScope) =>
      write(atCustomer('PATCH', '/account-info', customerId, body), scope),

    /** `PATCH …/internal-identifier`: 204. */
    changeIdentifier: (customerId: string, body: object, scope: OperationScope) =>
      write(atCustomer('PATCH', '/internal-identifier', customerId, body), scope),

    /** `DELETE /v1/Customers/{id}`: 202, for a CSP alone. */
    deleteCustomer: (customerId: string, scope: OperationScope) =>
      write(atCustomer('DELETE', '', customerId), scope),

    /** One page of `GET /v1/Customers`; deleted customers and those that hold the identifier in part are among them. */
    async withIdentifier(
      { identifier: searchValue, resellerId }: IdentifierSearch,
      pageNumber: number,
      scope: OperationScope,
    ): Promise<WirePage<WireCustomer>> {
      const search = { searchField: 'InternalIdentifier', searchValue, resellerId };
      const query = { pageNumber, pageSize: MAX_PAGE_SIZE, ...search };
      const answer = await transport.call({ method: 'GET', path: '/v1/Customers', query }, scope);
      const page = readPage(answer.body, readCustomer);
      if (page === null) throw unreadable(sourceId, answer, false);
      return page;
    },
  };
}

function atCustomer(
  method: 'PATCH' | 'DELETE',
  aspect: string,
  customerId: string,
  body?: object,
): UpstreamRequest {
  return { method, path: `/v1/Customers/{customerId}${aspect}`, params: { customerId }, body };
}

function unreadable(sourceId: string, { status }: UpstreamAnswer, mayHaveHappened: boolean): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    upstreamStatus: status,
    mayHaveHappened,
  });
}
