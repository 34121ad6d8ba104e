import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { CHROMIUM, launchChromium } from './graphiql/chromium.js';
import { startSmallGraph } from './graphiql/small-graph.js';
import {
  openTab,
  expectInTool,
  runOperation,
  tabNames,
  untilStored,
  visitGraphiql,
} from './graphiql/visit.js';

const describeInBrowser = CHROMIUM === null ? describe.skip : describe;
const EXPLAIN = '"x-partner-graph-explain": "1"';

describeInBrowser('GraphiQL in a browser', () => {
  let app: FastifyInstance;
  let origin: string;
  let browser: Browser;

  beforeAll(async () => {
    ({ app, origin } = await startSmallGraph());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('runs the first example with its variables, asking nobody but its own server', async () => {
    const visit = await visitGraphiql(browser, origin);
    expect(await runOperation(visit, 'Gamma')).toMatch(/Alpha.*Beta.*Gamma/s);
    const { page, paths, troubles } = visit;
    expect(await page.title()).toBe('Partner Graph');
    expect(paths.filter((path) => path.includes('-worker.'))).not.toEqual([]);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('sends the preset header from every tab, also after a reload', async () => {
    const visit = await visitGraphiql(browser, origin);
    const { page, troubles } = visit;
    await openTab(visit, 'Explained');
    await runOperation(visit, '"header": "1"');
    await untilStored(visit, 'variables', '{}');
    await page.reload();
    for (const tab of ['Sources', 'Explained']) {
      await openTab(visit, tab);
      await expectInTool(visit, 'Headers', EXPLAIN);
    }
    await runOperation(visit, '"header": "1"');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('shows the same tabs at the next visit, although nothing was touched at the first', async () => {
    const visit = await visitGraphiql(browser, origin);
    expect(await tabNames(visit)).toEqual(['Sources', 'Explained']);
    await untilStored(visit, 'tabState');
    await visit.page.reload();
    expect(await tabNames(visit)).toEqual(['Sources', 'Explained']);
    await expectInTool(visit, 'Variables', '"first": 3');
    await visit.page.context().close();
  });

  it('opens a query from the address in a tab before the examples', async () => {
    const query = 'query Shared { header(name: "host") }';
    const visit = await visitGraphiql(browser, origin, `?${new URLSearchParams({ query }).toString()}`);
    expect(await tabNames(visit)).toEqual(['Shared', 'Sources', 'Explained']);
    await runOperation(visit, new URL(origin).host);
    await visit.page.context().close();
  });

  it('says in plain text which file did not arrive', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/graphiql.*.js', (route) => route.abort());
    await page.goto(`${origin}/graphiql`);
    await page.getByText(/GraphiQL did not start: .*graphiql\.[0-9a-f]+\.js could not be loaded/).waitFor();
    await context.close();
  });

  it('says in plain text where the graph is when no script arrives at all', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    expect(await page.innerText('body')).toContain('the graph itself answers at /graphql');
    await context.close();
  });
});
