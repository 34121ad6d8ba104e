import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { TokenIssuer } from '../support/tokens.js';

/** Both tenants have the same upstream, which has the same ids for both and tells them apart by their keys. */
const TENANTS = ['alpha', 'beta'] as const;
type Tenant = (typeof TENANTS)[number];

const IDS = ['XSP1', 'XSP2', 'XSP3', 'XSP4', 'XSP5'];

const upstream = createServer((request, response) => {
  const url = request.url ?? '';
  const tenant = String(request.headers.apikey);
  const row = (id: string) => ({ Ref: '', CompanyName: `${tenant} ${id}`, XspRef: id, Reference: id });
  const id = /\/customers\/(\w+)/.exec(url)?.[1];
  const customers = id === undefined ? IDS.map(row) : [row(id)];
  // Slow enough that reads of both tenants are under way at once.
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ status: 200, data: { customers }, pagination: { total_page: 1, total: IDS.length } }),
    );
  }, 2);
});

let issuer: TokenIssuer;
let graph: TestGraph;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({
    settings: { auth: issuer.auth },
    sources: ([arrow]) =>
      TENANTS.map((id) => ({
        ...arrow,
        ...{
          id,
          provider: 'arrowsphere',
          name: id,
          baseUrl: `http://127.0.0.1:${port}`,
          credentials: { apiKey: id },
        },
      })),
    // With everything on that could mix them up.
    transport: { freshMs: 50, staleMs: 60_000, retries: 1 },
  });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
  upstream.close();
});

interface Row {
  readonly sourceId: string;
  readonly displayName: string;
}

/** Ways to ask, whose answers are all rows. */
const WAYS: readonly ((of: Tenant, id: string) => string)[] = [
  (of, id) =>
    `{ rows: customerByExternalId(sourceId: "${of}", externalId: "${id}") { sourceId displayName } }`,
  () => '{ list: customers(first: 5) { nodes { sourceId displayName } } }',
  (of) =>
    `{ list: customers(first: 3, filter: { sourceIds: ["${of}"] }) { nodes { sourceId displayName } } }`,
];

describe('S8: two tenants of one upstream', () => {
  it('never get a row of the other in 1,000 interleaved requests', async () => {
    const tokens = new Map<Tenant, string>();
    for (const tenant of TENANTS) tokens.set(tenant, await issuer.token({ sub: tenant, sources: [tenant] }));
    let rows = 0;
    let strays = 0;
    const ask = async (index: number) => {
      const tenant = TENANTS[index % 2] ?? 'alpha';
      // Every fifth asks for what is the other's.
      const isStray = index % 5 === 0;
      const of = isStray ? (TENANTS[(index + 1) % 2] ?? 'beta') : tenant;
      const query = WAYS[index % WAYS.length]?.(of, IDS[index % IDS.length] ?? 'XSP1') ?? '';
      const { data, calls } = await graph.askAs<{ rows?: Row | null; list?: { nodes: Row[] } } | null>(
        tokens.get(tenant) ?? '',
        query,
      );
      const got = [data?.rows ?? [], data?.list?.nodes ?? []].flat();
      for (const { sourceId, displayName } of got) {
        expect(sourceId).toBe(tenant);
        expect(displayName).toMatch(new RegExp(`^${tenant} `));
      }
      expect(calls.every(({ source }) => source === tenant)).toBe(true);
      rows += got.length;
      if (isStray && got.length === 0) strays += 1;
    };
    for (let index = 0; index < 1_000; index += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, offset) => ask(index + offset)));
    }
    expect(rows).toBeGreaterThan(1_000);
    expect(strays).toBeGreaterThan(100);
  });
});
