import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeNodeId } from '../../src/ids.js';
import type { OperationScope } from '../../src/upstream/scope.js';
import { startOver } from './support/made-up-source.js';

const ID = encodeNodeId('customer', 'slow', '1');

let asked: () => void;
let ended: () => void;

/** An upstream that never answers: its calls fail with the end of their operation, as the transport's do. */
function untilTheEnd(scope: OperationScope): Promise<never> {
  asked();
  return new Promise((_resolve, reject) => {
    scope.onEnd(() => {
      reject(scope.stopReason('slow'));
      ended();
    });
  });
}

const bug = () => Promise.reject(new TypeError('a bug'));

let graph: Awaited<ReturnType<typeof startOver>>;

beforeAll(async () => {
  graph = await startOver({
    id: 'slow',
    customers: {
      page: (_criteria, _request, scope) => untilTheEnd(scope),
      get: (_id, scope) => untilTheEnd(scope),
    },
    orders: bug,
  });
});

afterAll(() => graph.close());

function post(query: string, signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
}

it.each([
  ['a read by id', `{ customer(id: "${ID}") { id } }`],
  ['a node', `{ node(id: "${ID}") { id } }`],
  ['a list', '{ customers { nodes { id } } }'],
])('a client that leaves while it waits for %s is no error in the log', async (_, query) => {
  graph.log.length = 0;
  const leaving = new AbortController();
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const isEnded = new Promise<void>((resolve) => (ended = resolve));
  const answer = post(query, leaving.signal).catch(() => 'left');
  await isAsked;
  leaving.abort();
  expect(await answer).toBe('left');
  await isEnded;

  // A fault that is one comes after it, and is the only one told.
  await post('{ orders { nodes { id } } }');
  expect(graph.log.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { err: { type: 'TypeError' } },
  ]);
});
