import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { UpstreamAnswer, UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import type { NumberedAnswer } from '../numbered-list.js';
import type { NumberedPage } from '../paging.js';
import { readObject, readObjects, type Wire } from '../reading.js';
import {
  readContact,
  readCustomer,
  readInvitation,
  readProvision,
  type WireContact,
  type WireCustomer,
  type WireInvitation,
  type WireProvision,
} from './customer-wire.js';
import { readOrder, type WireOrder } from './order-wire.js';
import { readData, readPagination, readRows } from './wire.js';

export interface OrderQuery {
  readonly page: NumberedPage;
  /** `YYYY-MM-DD`; null: from the beginning. */
  readonly from: string | null;
}

type ReadRow<Row> = (row: Wire) => Row;

interface SingleRead<Row> {
  readonly path: string;
  readonly reference: string;
  readonly name: string;
  readonly read: ReadRow<Row>;
}

/** The largest `per_page` seen in real use (ArrowSphere 1.1); the upstream's own limit is documented nowhere. */
export const MAX_PAGE_SIZE = 100;

/** The endpoints that are read, one method each. A thing that the upstream does not know reads as null. */
export class ArrowSphereClient {
  constructor(
    readonly sourceId: string,
    private readonly transport: Transport,
  ) {}

  async customers(page: NumberedPage, scope: OperationScope): Promise<NumberedAnswer<WireCustomer>> {
    const request = get('/customers', {}, pageQuery(page));
    return this.#list(await this.transport.call(request, scope), 'customers', readCustomer);
  }

  customer(reference: string, scope: OperationScope): Promise<WireCustomer | null> {
    return this.#single(
      { path: '/customers/{reference}', reference, name: 'customers', read: readCustomer },
      scope,
    );
  }

  async contacts(reference: string, scope: OperationScope): Promise<readonly WireContact[] | null> {
    const answer = await this.transport.find(get('/customers/{reference}/contacts', { reference }), scope);
    if (answer === null) return null;
    // The one list that stands in `data` itself (ArrowSphere 1.1).
    const contacts = readRows(readData(answer.body));
    if (contacts === null) throw this.unreadable('data');
    return readObjects(contacts).map(readContact);
  }

  invitation(code: string, scope: OperationScope): Promise<WireInvitation | null> {
    return this.#object(get('/customers/invitations/{code}', { code }), readInvitation, scope);
  }

  provision(reference: string, program: string, scope: OperationScope): Promise<WireProvision | null> {
    const request = get('/customers/{reference}/provision', { reference }, { program });
    return this.#object(request, readProvision, scope);
  }

  async orders(query: OrderQuery, scope: OperationScope): Promise<NumberedAnswer<WireOrder>> {
    const answer = await this.transport.call(get('/orders', {}, orderQuery(query)), scope);
    return this.#list(answer, 'orders', readOrder);
  }

  async ordersOfCustomer(
    reference: string,
    query: OrderQuery,
    scope: OperationScope,
  ): Promise<NumberedAnswer<WireOrder> | null> {
    const request = get('/customers/{reference}/orders', { reference }, orderQuery(query));
    const answer = await this.transport.find(request, scope);
    return answer && this.#list(answer, 'orders', readOrder);
  }

  order(reference: string, scope: OperationScope): Promise<WireOrder | null> {
    return this.#single({ path: '/orders/{reference}', reference, name: 'orders', read: readOrder }, scope);
  }

  /** For an answer in which `what` is missing or of a shape that nothing can be read from. */
  unreadable(what: string): UpstreamFailure {
    return new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, this.sourceId, {
      message: `Source '${this.sourceId}' gave an answer without a readable ${what}.`,
      upstreamStatus: 200,
    });
  }

  #list<Row>({ body, fetchedAt }: UpstreamAnswer, name: string, readRow: ReadRow<Row>): NumberedAnswer<Row> {
    const rows = readRows(readObject(readData(body))?.[name]);
    if (rows === null) throw this.unreadable(`data.${name}`);
    return {
      rows: rows.map((row) => {
        const object = readObject(row);
        return object && readRow(object);
      }),
      ...readPagination(body),
      fetchedAt,
    };
  }

  /** Single things come as a list of one (ArrowSphere 1.2); an empty one says that there is none. */
  async #single<Row extends { readonly reference: string | null }>(
    { path, reference, name, read }: SingleRead<Row>,
    scope: OperationScope,
  ): Promise<Row | null> {
    const answer = await this.transport.find(get(path, { reference }), scope);
    if (answer === null) return null;
    const { rows } = this.#list(answer, name, read);
    if (rows.length === 0) return null;
    const row = rows.find((found) => found !== null);
    // A row that does not say which it is must be the one asked for; one that says otherwise is not.
    if (row === undefined || (row.reference ?? reference) !== reference)
      throw this.unreadable(`data.${name}`);
    return row;
  }

  async #object<Row>(
    request: UpstreamRequest,
    readRow: ReadRow<Row>,
    scope: OperationScope,
  ): Promise<Row | null> {
    const answer = await this.transport.find(request, scope);
    if (answer === null) return null;
    const data = readObject(readData(answer.body));
    if (data === null) throw this.unreadable('data');
    return readRow(data);
  }
}

function get(
  path: string,
  params: NonNullable<UpstreamRequest['params']>,
  query: NonNullable<UpstreamRequest['query']> = {},
): UpstreamRequest {
  return { method: 'GET', path, params, query };
}

/** The vendor's client sends `page` only from the second page on (ArrowSphere 1.1). */
function pageQuery({ number, size }: NumberedPage) {
  return { page: number > 1 ? number : null, per_page: size };
}

function orderQuery({ page, from }: OrderQuery) {
  return { ...pageQuery(page), from };
}
