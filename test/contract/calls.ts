import type { UpstreamName } from '../../sandbox/index.js';
import type { ExplainedCall, GraphAnswer, TestGraph } from '../support/graph.js';

const UPSTREAMS: readonly UpstreamName[] = ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'];

/** How many calls an operation made, by source and path. */
export type Tally = Readonly<Record<string, number>>;

export interface CountedAnswer<Data> extends GraphAnswer<Data> {
  readonly tally: Tally;
}

/** Asks, and counts the upstream calls twice: as the graph explains them and as the upstreams received them. */
export async function askCounted<Data>(
  graph: TestGraph,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<CountedAnswer<Data>> {
  const before = received(graph);
  const answer = await graph.ask<Data>(query, variables);
  const count = received(graph) - before;
  if (count !== answer.calls.length)
    throw new Error(`${answer.calls.length} calls were explained, but ${count} received.`);
  return { ...answer, tally: tallyOf(answer.calls) };
}

function tallyOf(calls: readonly ExplainedCall[]): Tally {
  const tally: Record<string, number> = {};
  for (const { source, path } of calls) {
    const key = `${source} ${path}`;
    tally[key] = (tally[key] ?? 0) + 1;
  }
  return tally;
}

/** Calls for tokens are the credentials', not the operation's. */
function received({ sandbox }: TestGraph): number {
  const calls = UPSTREAMS.flatMap((name) => sandbox.calls(name));
  return calls.filter(({ path }) => !/\/(token|connect)\b/.test(path)).length;
}
