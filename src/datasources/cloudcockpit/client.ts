import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { UpstreamAnswer } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import type { NumberedAnswer } from '../numbered-list.js';
import type { NumberedPage } from '../paging.js';
import { readObject, type Wire } from '../reading.js';
import {
  readCustomer,
  readGuid,
  readOrder,
  readPage,
  readProviderData,
  type WireCustomer,
  type WireOrder,
} from './wire.js';

export interface ClientSettings {
  readonly sourceId: string;
  /** Whose relations are read; null: the credentials' own. */
  readonly resellerId: string | null;
  /** The query parameter that switches deleted customers off. */
  readonly deletedRowsParameter: string;
}

/** Documented for customers; that orders take the same is inferred. */
export const MAX_PAGE_SIZE = 2_000;

export type Client = ReturnType<typeof createClient>;

/** The endpoints that reads need (CloudCockpit 2.2). */
export function createClient(transport: Transport, settings: ClientSettings) {
  const { sourceId, resellerId, deletedRowsParameter } = settings;

  return {
    /** `GET /v1/Customers`, by company name. Deleted customers come along unless they are switched off. */
    async customers(
      page: NumberedPage,
      includeDeleted: boolean,
      scope: OperationScope,
    ): Promise<NumberedAnswer<WireCustomer>> {
      const answer = await transport.call(
        {
          method: 'GET',
          path: '/v1/Customers',
          query: {
            pageNumber: page.number,
            pageSize: page.size,
            sortPropertyName: 'Company.Name',
            ascendingOrder: true,
            resellerId,
            [deletedRowsParameter]: includeDeleted ? null : false,
          },
        },
        scope,
      );
      return pageOf(sourceId, 'customer list', answer, readCustomer);
    },

    /** `GET /v1/Customers/{id}`: a bare object; null where there is none, 403 where there is no relation with it. */
    async customer(id: string, scope: OperationScope): Promise<WireCustomer | null> {
      const answer = await transport.find(
        {
          method: 'GET',
          path: '/v1/Customers/{customerId}',
          params: { customerId: id },
          query: { resellerId },
        },
        scope,
      );
      if (answer === null) return null;
      const body = readObject(answer.body);
      const customer = body === null ? null : readCustomer(body);
      // An answer that is not about this customer says nothing about it, and must not pass for it.
      if (customer?.id !== id) throw unreadable(sourceId, 'customer');
      return customer;
    },

    /** What `GET /v1/Customers/{id}` holds of a customer's people at each provider, by provider instance; read anew each time. */
    async providerData(id: string, scope: OperationScope): Promise<ReadonlyMap<string, unknown> | null> {
      const answer = await transport.find(
        {
          method: 'GET',
          path: '/v1/Customers/{customerId}',
          params: { customerId: id },
          query: { resellerId },
          uncached: true,
        },
        scope,
      );
      if (answer === null) return null;
      const body = readObject(answer.body);
      if (body === null || readGuid(body.id) !== id) throw unreadable(sourceId, 'customer');
      return readProviderData(body);
    },

    /** `GET /v1/Orders/customers/{id}`: newest first, without completed ones; null where there is no such customer. */
    async ordersOf(
      customerId: string,
      page: NumberedPage,
      scope: OperationScope,
    ): Promise<NumberedAnswer<WireOrder> | null> {
      const answer = await transport.find(
        {
          method: 'GET',
          path: '/v1/Orders/customers/{customerId}',
          params: { customerId },
          query: { pageNumber: page.number, pageSize: page.size, resellerId },
        },
        scope,
      );
      return answer && pageOf(sourceId, 'order list', answer, readOrder);
    },
  };
}

function pageOf<Row>(
  sourceId: string,
  what: string,
  { body, fetchedAt }: UpstreamAnswer,
  readRow: (item: Wire) => Row | null,
): NumberedAnswer<Row> {
  const page = readPage(body, readRow);
  if (page === null) throw unreadable(sourceId, what);
  return { ...page, fetchedAt };
}

function unreadable(sourceId: string, what: string): UpstreamFailure {
  return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    message: `Source '${sourceId}' answered without a readable ${what}.`,
  });
}
