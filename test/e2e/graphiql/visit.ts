import type { Browser, Page } from 'playwright-core';

/** An open GraphiQL, and everything that went wrong in it so far. */
export interface Visit {
  readonly page: Page;
  /** Requests to another origin, failed requests, console errors, uncaught errors, violations of the policy. */
  readonly troubles: readonly string[];
  /** Paths of the requests made so far. */
  readonly paths: readonly string[];
}

/** High enough that Monaco, which only renders what is visible, has every line of an example's result in the page. */
const TALL = { width: 1600, height: 2400 };

export async function visitGraphiql(browser: Browser, origin: string, search = ''): Promise<Visit> {
  const context = await browser.newContext({ viewport: TALL });
  const page = await context.newPage();
  // Below the test's own limit: a step that fails is named.
  page.setDefaultTimeout(8_000);
  const observed = watch(page, origin);
  await page.goto(`${origin}/graphiql${search}`);
  // Query, variables, headers: a tab opened before its three editors are there would keep their first content.
  await page.locator('.graphiql-editors .view-lines').nth(2).waitFor({ state: 'attached' });
  return { page, ...observed };
}

function watch(page: Page, origin: string): Omit<Visit, 'page'> {
  const troubles: string[] = [];
  const paths: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin: target, pathname } = new URL(request.url());
    if (protocol === 'data:' || protocol === 'blob:') return;
    paths.push(pathname);
    if (target !== origin) troubles.push(`request to ${target}`);
  });
  page.on('requestfailed', (request) => {
    // The browser's own doing: the page, or a worker of it, was gone before the answer came.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    troubles.push(`no answer to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} from ${response.url()}`);
  });
  // Violations of the policy are console errors too.
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  return { troubles, paths };
}

export async function openTab({ page }: Visit, name: string): Promise<void> {
  await page.locator('.graphiql-tab-button', { hasText: name }).click();
  await page.locator('.graphiql-tab-active', { hasText: name }).waitFor();
  // GraphiQL reads the operation's name from the editor a tenth of a second later, and tells nobody.
  await page.waitForTimeout(400);
}

/** Runs the open tab; what the result pane shows as soon as it shows the text awaited. */
export async function runOperation({ page }: Visit, awaited: string): Promise<string> {
  await page.getByRole('button', { name: /^execute query/i }).click();
  const result = page.locator('.result-window .view-lines');
  await result.filter({ hasText: unbreakable(awaited) }).waitFor();
  return (await result.innerText()).replaceAll('\u00a0', ' ');
}

/** Opens one of the tools below the query, and waits until it shows this text. */
export async function expectInTool(
  { page }: Visit,
  name: 'Variables' | 'Headers',
  text: string,
): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const lines = page.getByRole('region', { name, exact: true }).locator('.view-lines');
  await lines.filter({ hasText: unbreakable(text) }).waitFor();
}

/** As Monaco writes it. */
function unbreakable(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** GraphiQL stores what its editors hold half a second after the last change. */
export async function untilStored({ page }: Visit, key: string, value = ''): Promise<void> {
  const stored = () => page.evaluate<string | null>(`localStorage.getItem('graphiql:${key}')`);
  while (!(await stored())?.includes(value)) await page.waitForTimeout(20);
}

export async function tabNames({ page }: Visit): Promise<readonly string[]> {
  await page.locator('.graphiql-tab-active').waitFor();
  return page.locator('.graphiql-tab-button').allInnerTexts();
}

/** Puts this text into the headers editor in place of what stands there. */
export async function writeHeaders({ page }: Visit, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  const editor = page.locator('.graphiql-editor:not(.hidden)', { hasText: 'x-partner-graph' });
  await editor.locator('.view-lines').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  // The closing quotes and brackets that Monaco adds.
  await page.keyboard.press('ControlOrMeta+Shift+End');
  await page.keyboard.press('Delete');
  // GraphiQL takes what its editors hold half a second after the last change.
  await page.waitForTimeout(600);
}
