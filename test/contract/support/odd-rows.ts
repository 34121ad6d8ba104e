import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands in a list in place of the row with this id. */
export type OddRows = ReadonlyMap<string, unknown>;

type WireRow = Readonly<Record<string, unknown>>;

/** A way to an upstream on which rows of its lists are replaced. */
export async function oddRowProxy(target: () => string, oddRows: () => OddRows) {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await fetch(target() + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers: endToEnd(request.headers),
        ...(chunks.length === 0 ? undefined : { body: Buffer.concat(chunks) }),
      });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(text === '' ? '' : replaceRows(text, oddRows()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The headers that are not about this one connection. */
function endToEnd(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !['host', 'connection', 'content-length'].includes(name))
    .map(([name, value]) => [name, String(value)]);
}

function replaceRows(text: string, oddRows: OddRows): string {
  const body: unknown = JSON.parse(text, (_key, value: unknown) =>
    Array.isArray(value) ? value.map((row: unknown) => replaced(row, oddRows)) : value,
  );
  return JSON.stringify(body);
}

function replaced(row: unknown, oddRows: OddRows): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const id = idOf(row as WireRow);
  return oddRows.has(id) ? oddRows.get(id) : row;
}

/** Orders name their customer too, and ION's have nothing but a name. */
function idOf({ orderId, Reference, reference, name, id, customerId }: WireRow): string {
  const lastOfName = typeof name === 'string' ? name.split('/').at(-1) : undefined;
  const ids = [orderId, Reference, reference, id, customerId, lastOfName];
  return ids.find((value) => typeof value === 'string') ?? '';
}
