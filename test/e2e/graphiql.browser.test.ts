import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestGraph } from '../support/graph.js';
import type { TestGraph } from '../support/graph.js';
import { CHROMIUM, launchChromium } from './graphiql/chromium.js';
import { expectInTool, openTab, runOperation, tabNames, visitGraphiql } from './graphiql/visit.js';

const describeInBrowser = CHROMIUM === null ? describe.skip : describe;

describeInBrowser('GraphiQL over the four sources', () => {
  let graph: TestGraph;
  let browser: Browser;

  beforeAll(async () => {
    graph = await startTestGraph();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await graph.close();
  });

  it('shows rows of all four sources at the press of the run button, and talks to nobody else', async () => {
    const visit = await visitGraphiql(browser, graph.url);
    const result = await runOperation(visit, '"sourceId": "ion"');
    const shown = new Set([...result.matchAll(/"sourceId": "([a-z]+)"/g)].map(([, source]) => source));
    expect(shown).toEqual(new Set(['arrow', 'cockpit', 'dkh', 'ion']));
    // The schema that GraphiQL asks for at its start costs no upstream call.
    expect(graph.sandbox.calls('arrowsphere')).toMatchObject([{ method: 'GET', status: 200 }]);
    expect(visit.troubles).toEqual([]);
    await visit.page.context().close();
  });

  it('has an example in each tab, ready to run, with the explain header', async () => {
    const visit = await visitGraphiql(browser, graph.url);
    expect(await tabNames(visit)).toEqual([
      'MergedCustomers',
      'CustomerWithEverything',
      'OrdersWithProducts',
      'EntitiesByBothKeys',
    ]);
    for (const [tab, awaited] of [
      ['CustomerWithEverything', '"customerByExternalId": {'],
      ['OrdersWithProducts', '"products": ['],
      ['EntitiesByBothKeys', '"upstream": ['],
    ] as const) {
      await openTab(visit, tab);
      expect(await runOperation(visit, awaited)).not.toContain('"errors"');
    }
    await expectInTool(visit, 'Headers', '"x-partner-graph-explain": "1"');
    expect(visit.troubles).toEqual([]);
    await visit.page.context().close();
  });
});
