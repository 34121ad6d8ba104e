import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { z } from 'zod';
import { graphiqlPlugin } from '../../src/http/graphiql.js';
import { loadExamples } from '../../src/http/graphiql/examples.js';

const app = Fastify();
let origin = '';

beforeAll(async () => {
  await app.register(graphiqlPlugin, { endpoint: '/graphql', examples: loadExamples() });
  origin = await app.listen({ port: 0 });
});
afterAll(() => app.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { statusCode, headers: received, body } = await request(origin + path, { headers });
  const bytes = Buffer.from(await body.arrayBuffer());
  return { status: statusCode, headers: received, body: bytes, text: bytes.toString() };
}

const pageSettings = z.object({
  style: z.string(),
  script: z.string(),
  workers: z.record(z.string(), z.string()),
  graphiql: z.object({
    defaultTabs: z.array(z.object({ query: z.string(), variables: json(), headers: json() })),
    shouldPersistHeaders: z.boolean(),
  }),
});

function json() {
  return z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)));
}

async function settingsOfPage() {
  const { text } = await get('/graphiql');
  const [, block = ''] = /<script type="application\/json" id="settings">(.*?)<\/script>/s.exec(text) ?? [];
  return pageSettings.parse(JSON.parse(block));
}

describe('the page', () => {
  it('has its title, and names its files by their content', async () => {
    const { status, headers, text } = await get('/graphiql');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(text).toContain('<title>Partner Graph</title>');
    expect(text).toMatch(/<script src="\/graphiql\/assets\/start\.[0-9a-f]{16}\.js">/);
    expect(text).toMatch(/href="\/graphiql\/assets\/graphiql\.[0-9a-f]{16}\.css"/);
  });

  it('allows no script but its own files, and no frame around it', async () => {
    const { headers, text } = await get('/graphiql');
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    const inlineScripts = text.match(/<script(?![^>]*(src=|type="application\/json"))/g);
    expect(inlineScripts).toBeNull();
  });

  it('opens the examples in tabs with variables, and the explain header preset', async () => {
    const { graphiql } = await settingsOfPage();
    const names = graphiql.defaultTabs.map(({ query }) => /^query (\w+)/m.exec(query)?.[1]);
    expect(names).toEqual([
      'MergedCustomers',
      'CustomerWithEverything',
      'OrdersWithProducts',
      'EntitiesByBothKeys',
    ]);
    for (const { headers, variables } of graphiql.defaultTabs) {
      expect(headers).toEqual({ 'x-partner-graph-explain': '1' });
      expect(Object.keys(variables)).not.toEqual([]);
    }
    expect(graphiql.shouldPersistHeaders).toBe(false);
  });

  it('lets no text of an example end the data block it stands in', async () => {
    const other = Fastify();
    const query = '# </script><script>alert(1)</script>\nquery Q { __typename }';
    await other.register(graphiqlPlugin, { endpoint: '/graphql', examples: [{ query, variables: '{}' }] });
    const { payload } = await other.inject('/graphiql');
    await other.close();
    expect(payload).not.toContain('alert(1)</script>');
    expect(payload).toContain('alert(1)\\u003c/script>');
  });

  it('redirects from its address with a slash', async () => {
    expect(await get('/graphiql/')).toMatchObject({ status: 308, headers: { location: '/graphiql' } });
  });
});

describe('its files', () => {
  it('are kept for ever, and not sent again to whoever has them', async () => {
    const { script } = await settingsOfPage();
    const first = await get(script);
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    const etag = String(first.headers.etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(script, { 'if-none-match': known });
      expect(again).toMatchObject({ status: 304, headers: { etag } });
      expect(again.body).toHaveLength(0);
    }
    expect((await get(script, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('come compressed as the browser accepts them, each form with a tag of its own', async () => {
    const { style } = await settingsOfPage();
    const [plain, gzip, brotli] = await Promise.all([
      get(style),
      get(style, { 'accept-encoding': 'gzip, deflate' }),
      get(style, { 'accept-encoding': 'gzip, deflate, br' }),
    ]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(plain.body.length);
    expect(new Set([plain, gzip, brotli].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it.each([
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.1, gzip', 'br'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['GZIP', 'gzip'],
    ['deflate', undefined],
  ])('obey the weights in "%s"', async (accepted, encoding) => {
    const { headers } = await get('/graphiql', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
  });

  it('are all there: style, script, icon, start script and three workers', async () => {
    const { style, script, workers } = await settingsOfPage();
    const { text } = await get('/graphiql');
    const named = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const paths = new Set([...named, style, script, ...Object.values(workers)]);
    expect(paths.size).toBe(7);
    for (const path of paths) expect(await get(path)).toMatchObject({ status: 200 });
  });

  it('answer an unknown name with 404 in plain text', async () => {
    const { status, headers } = await get('/graphiql/assets/graphiql.0123456789abcdef.js');
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch('text/plain');
    expect(headers['cache-control']).toBeUndefined();
  });
});

describe('what is loaded at start', () => {
  it('names no other server', async () => {
    const { style, script, workers } = await settingsOfPage();
    const page = await get('/graphiql');
    expect(page.text.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:\/\//);
    const css = await get(style);
    expect(css.text).not.toMatch(/@import/);
    expect(css.text).not.toMatch(/url\(["']?(?!data:)[a-z]+:\/\//);
    for (const path of [script, ...Object.values(workers)]) {
      const { text } = await get(path);
      const loading =
        /(?:\bimport|\bimportScripts|\bfetch|new Worker|new EventSource|\.open)\(\s*["'`]https?:/;
      expect(text).not.toMatch(loading);
      expect(text).not.toMatch(/\bsrc["']?\s*[=:]\s*["'`]https?:/);
    }
  });
});
