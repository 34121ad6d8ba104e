/**
 * What the page runs first: it fetches GraphiQL's style and script, then starts it, or says which file did not come.
 *
 * Its settings (`PageSettings`) stand in the page as a JSON data block, which no policy takes for a script.
 */
export const START_SCRIPT = `
const settings = JSON.parse(document.getElementById('settings').textContent);
const root = document.getElementById('root');

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => settings.workers[label] ?? settings.workers.editorWorkerService,
};

function load(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(element.src || element.href));
    document.head.append(element);
  });
}

// At a first visit GraphiQL opens the first of the default tabs without its variables, and takes it for another tab
// at the next one, unless it finds in its storage what that tab holds. A query in the address gets its own tab.
function prepareFirstVisit(graphiql) {
  if (localStorage.getItem('graphiql:tabState') !== null) return;
  const query = new URLSearchParams(location.search).get('query');
  if (query !== null) graphiql.defaultTabs.unshift({ query, headers: graphiql.defaultHeaders });
  const [first] = graphiql.defaultTabs;
  localStorage.setItem('graphiql:query', first?.query ?? '');
  localStorage.setItem('graphiql:variables', first?.variables ?? '');
}

// GraphiQL sends what stands in its headers editor by HTTP alone. A WebSocket brings the Authorization of the last
// request by HTTP, which after a change of the token may be the one for the schema (its button is "Re-fetch").
function shareAuthorization(graphiql) {
  const { fetch } = globalThis;
  let authorization;
  globalThis.fetch = (resource, options) => {
    if (new URL(resource, location.href).pathname === graphiql.endpoint) {
      authorization = new Headers(options?.headers).get('authorization') ?? undefined;
    }
    return fetch(resource, options);
  };
  graphiql.connectionParams = () => ({ authorization });
}

Promise.all([
  load(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: settings.style })),
  load(Object.assign(document.createElement('script'), { src: settings.script })),
]).then(
  () => {
    prepareFirstVisit(settings.graphiql);
    shareAuthorization(settings.graphiql);
    YogaGraphiQL.renderYogaGraphiQL(root, settings.graphiql);
  },
  (error) => {
    root.textContent = 'GraphiQL did not start: ' + error.message + ' could not be loaded. Reload the page to try again.';
  },
);
`;
