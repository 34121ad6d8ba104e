import type { ExampleOperation } from './examples.js';
import { LOGO } from './logo.js';

const TITLE = 'Partner Graph';

/** Asks the graph to list the upstream calls of an operation in `extensions.upstream`. */
const HEADERS = JSON.stringify({ 'x-partner-graph-explain': '1' }, null, 2);

/** What `START_SCRIPT` reads; every member but `graphiql` is made of paths on this server. */
interface PageSettings {
  readonly style: string;
  readonly script: string;
  readonly workers: Readonly<Record<string, string>>;
  readonly graphiql: object;
}

export interface PageParts extends Omit<PageSettings, 'graphiql'> {
  readonly start: string;
  readonly icon: string;
}

/** The page itself. The text in it is what remains where no script arrives, so it has to be true before and after. */
export function renderPage(
  parts: PageParts,
  endpoint: string,
  examples: readonly ExampleOperation[],
): string {
  const { start, icon, ...paths } = parts;
  const settings: PageSettings = { ...paths, graphiql: graphiqlOptions(endpoint, examples) };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${TITLE}</title>
    <link rel="icon" type="image/svg+xml" href="${icon}">
    <link rel="preload" as="style" href="${paths.style}">
    <link rel="preload" as="script" href="${paths.script}">
  </head>
  <body>
    <div id="root">
      GraphiQL is loading from this server.
      Should this text stay, its scripts did not arrive; the graph itself answers at ${endpoint}.
    </div>
    <script type="application/json" id="settings">${dataBlock(settings)}</script>
    <script src="${start}"></script>
  </body>
</html>
`;
}

function graphiqlOptions(endpoint: string, examples: readonly ExampleOperation[]) {
  return {
    title: TITLE,
    logo: LOGO,
    endpoint,
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables, headers: HEADERS })),
    defaultHeaders: HEADERS,
    // A token typed into the headers editor is gone with the page, not left in the browser's storage.
    shouldPersistHeaders: false,
    subscriptionsProtocol: 'WS',
  };
}

/** JSON in which no text can end the element that holds it. */
function dataBlock(value: object): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}
