import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Row {
  readonly id: string;
  createdAt: string;
  updatedAt: string;
  readonly customerId?: string;
}

export interface SmallUpstreamOptions {
  /** Whether rows of the very second of `from` are in the window: the vendor does not say. */
  readonly fromIsInclusive: boolean;
  /** Rows in one answer at the most, whatever is asked for; default 1,000. */
  readonly mostRows?: number;
}

/**
 * Lists rows as the vendor documents it: by time of change or creation, offset into what stands there now.
 * Rows may be changed between two requests.
 */
export async function smallUpstream(rows: Row[], options: SmallUpstreamOptions = { fromIsInclusive: true }) {
  const urls: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://upstream');
    response.setHeader('content-type', 'application/json');
    if (url.pathname === '/token') {
      response.end('{"access_token":"t","expires_in":5400}');
      return;
    }
    urls.push(request.url ?? '');
    response.end(JSON.stringify({ payload: list(rows, url, options) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    urls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function list(
  rows: readonly Row[],
  { pathname, searchParams }: URL,
  { fromIsInclusive, mostRows = 1_000 }: SmallUpstreamOptions,
) {
  const column = searchParams.get('basedOnCreatedDate') === 'true' ? 'createdAt' : 'updatedAt';
  const direction = searchParams.get('newest') === 'false' ? 1 : -1;
  const from = searchParams.get('from')?.replace('Z', '') ?? '';
  const offset = Number(searchParams.get('offset') ?? 0);
  const limit = Math.min(Number(searchParams.get('limit') ?? 100), mostRows);
  const idName = pathname === '/v1/order/' ? 'orderId' : 'customerId';
  return rows
    .filter((row) => row[column] > from || (fromIsInclusive && row[column] === from))
    .sort((a, b) => direction * (a[column].localeCompare(b[column]) || Number(a.id) - Number(b.id)))
    .slice(offset, offset + limit)
    .map((row) => ({ ...row, [idName]: row.id }));
}

/** `count` rows, `perSecond` of them changed in the same second. */
export function someRows(count: number, perSecond: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(1_000 + index),
    createdAt: at(index),
    updatedAt: at(100_000 + Math.floor(index / perSecond) * 2),
  }));
}

/** A naive time, this many seconds into 2024. */
export function at(second: number): string {
  return new Date(Date.UTC(2024, 0, 1) + second * 1_000).toISOString().slice(0, 19);
}
