import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox, sandboxSources } from '../sandbox/index.js';

/** A first look at the cost of a request: no comparison and no bar, just numbers that are easy to get again. */
const WARM_UP = 40;
const MEASURED = 150;

interface Query {
  readonly name: string;
  readonly query: string;
}

const LIST_FIELDS =
  'id externalId displayName status email phone addresses { line1 city postalCode countryCode }';
const QUERIES: readonly Query[] = [
  {
    name: 'list of 50',
    query: `{ customers(first: 50, filter: { sourceIds: ["ion"] }) { nodes { ${LIST_FIELDS} } } }`,
  },
  {
    name: '50 with orders',
    query: `{ customers(first: 50, filter: { sourceIds: ["ion"] }) { nodes { ${LIST_FIELDS}
      orders(first: 10) { nodes { externalId status products { sku name quantity } } } } } }`,
  },
  {
    name: 'one by id',
    query: `{ customerByExternalId(sourceId: "ion", externalId: "20001") { ${LIST_FIELDS} } }`,
  },
];

const sandbox = await startSandbox();
const graph = fork(new URL('./served.js', import.meta.url), {
  execArgv: ['--max-semi-space-size=64'],
  env: { ...process.env, NODE_ENV: 'production', BENCH_SOURCES: JSON.stringify(sandboxSources(sandbox.url)) },
});
const { url } = await reply<{ readonly url: string }>(graph);

console.log('query            CPU ms/request   median ms   upstream calls/request');
for (const { name, query } of QUERIES) {
  await repeat(WARM_UP, () => ask(query));
  const callsBefore = sandbox.calls('ion').length;
  const cpuBefore = await cpuMs();
  const times = await repeat(MEASURED, () => ask(query));
  const cpu = ((await cpuMs()) - cpuBefore) / MEASURED;
  const calls = (sandbox.calls('ion').length - callsBefore) / MEASURED;
  console.log(
    `${name.padEnd(17)}${cpu.toFixed(2).padStart(14)}${median(times).toFixed(1).padStart(12)}${calls.toFixed(2).padStart(25)}`,
  );
}
graph.disconnect();
await sandbox.close();

/** Asks over HTTP; an answer with errors ends the run, because its cost would mean nothing. */
async function ask(query: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { readonly errors?: unknown };
  if (errors !== undefined) throw new Error(`not a clean answer: ${JSON.stringify(errors)}`);
}

async function repeat(times: number, act: () => Promise<void>): Promise<readonly number[]> {
  const durations: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await act();
    durations.push(performance.now() - start);
  }
  return durations;
}

async function cpuMs(): Promise<number> {
  graph.send('cpu');
  return (await reply<{ readonly cpuMs: number }>(graph)).cpuMs;
}

async function reply<Message>(child: ChildProcess): Promise<Message> {
  const failed = once(child, 'exit').then(() => {
    throw new Error('the graph ended before it answered; what it said stands above');
  });
  const [message] = (await Promise.race([once(child, 'message'), failed])) as [Message];
  return message;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
