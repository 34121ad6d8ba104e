import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { TokenIssuer } from '../support/tokens.js';
import { CHROMIUM, launchChromium } from './graphiql/chromium.js';
import { runOperation, visitGraphiql, writeHeaders } from './graphiql/visit.js';

const describeInBrowser = CHROMIUM === null ? describe.skip : describe;

describeInBrowser('GraphiQL where callers need a token', () => {
  let issuer: TokenIssuer;
  let graph: TestGraph;
  let browser: Browser;

  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    graph = await startTestGraph({ settings: { auth: issuer.auth } });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await graph.close();
    await issuer.close();
  });

  const visitWith = async (query: string) => {
    const visit = await visitGraphiql(browser, graph.url, `?query=${encodeURIComponent(query)}`);
    const authorization = `Bearer ${await issuer.token({ sources: ['dkh'] })}`;
    return { visit, headers: JSON.stringify({ authorization }) };
  };

  it('sends the one of its headers editor, and is refused before there is one', async () => {
    const { visit, headers } = await visitWith('query Mine { sources { id } }');
    expect(await runOperation(visit, 'UNAUTHENTICATED')).toContain('"errors"');
    await writeHeaders(visit, headers);
    expect(await runOperation(visit, '"dkh"')).not.toContain('"arrow"');
    await visit.page.context().close();
  });

  it('subscribes with it too, once it was used for the schema', async () => {
    const { visit, headers } = await visitWith(
      'subscription Nothing { operationUpdated(id: "none") { id } }',
    );
    await writeHeaders(visit, headers);
    const schema = visit.page.waitForResponse((response) => response.status() === 200);
    await visit.page.getByRole('button', { name: /re-fetch/i }).click();
    await schema;
    // Told by the graph, which means that the connection was admitted.
    expect(await runOperation(visit, 'BAD_USER_INPUT')).toContain('id of this graph');
    await visit.page.context().close();
  });
});
