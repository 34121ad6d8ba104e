import { sandboxSources } from './sources.js';

/** What `npm run sandbox` prints: the credentials in it are the sandbox's own, and public. */
export function welcome(url: string): string {
  const [arrow] = sandboxSources(url);
  const sources = sandboxSources(url).map(({ id, name, baseUrl, credentials }) => {
    const lines = Object.entries(credentials).map(([key, value]) => `    ${key}: ${value}`);
    return [`  ${id}: ${name}`, `    ${baseUrl}`, ...lines].join('\n');
  });
  return [
    `Sandbox at ${url}`,
    ...sources,
    `  control: ${url}/_control`,
    'Try',
    `  curl -H 'apiKey: ${arrow.credentials.apiKey}' '${arrow.baseUrl}/customers?per_page=2'`,
    `  curl -X POST ${url}/_control -H 'content-type: application/json' \\`,
    `    -d '{"upstream":"arrowsphere","faults":[{"kind":"status","status":503,"times":1}]}'`,
  ].join('\n');
}
