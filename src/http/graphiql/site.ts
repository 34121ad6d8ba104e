import { Asset } from './asset.js';
import type { ExampleOperation } from './examples.js';
import { LOGO } from './logo.js';
import { renderPage } from './page.js';
import { START_SCRIPT } from './start-script.js';

export interface Site {
  readonly page: Asset;
  /** By file name. */
  readonly assets: ReadonlyMap<string, Asset>;
}

export interface GraphiqlOptions {
  /** Path of the graph, e.g. `/graphql`. */
  readonly endpoint: string;
  /** What the tabs hold at a first visit. */
  readonly examples: readonly ExampleOperation[];
}

// With several default tabs GraphiQL moves a tab that gets the focus to the end of the row: the mouse button goes down
// on the tab and up beside it, and the click is lost.
const TABS_STAY = '.graphiql-tab { transform: none !important; }';

const JAVASCRIPT = 'text/javascript; charset=utf-8';

/** Everything the browser needs, its files below `folder`. */
export async function buildSite(folder: string, { endpoint, examples }: GraphiqlOptions): Promise<Site> {
  // Nine megabytes of prebuilt text: only a process whose GraphiQL is opened ever reads them.
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const assets = new Map<string, Asset>();
  const add = (name: string, text: string, contentType = JAVASCRIPT) => {
    const asset = new Asset(text, contentType);
    assets.set(asset.fileName(name), asset);
    return `${folder}/${asset.fileName(name)}`;
  };
  const parts = {
    start: add('start.js', START_SCRIPT),
    icon: add('icon.svg', LOGO, 'image/svg+xml'),
    style: add('graphiql.css', graphiql.css + TABS_STAY, 'text/css; charset=utf-8'),
    script: add('graphiql.js', graphiql.js),
    workers: {
      editorWorkerService: add('editor-worker.js', graphiql.editorWorkerService),
      json: add('json-worker.js', graphiql.jsonWorker),
      graphql: add('graphql-worker.js', graphiql.graphqlWorker),
    },
  };
  const page = new Asset(renderPage(parts, endpoint, examples), 'text/html; charset=utf-8');
  return { page, assets };
}
