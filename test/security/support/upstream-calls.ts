import type { TestGraph } from '../../support/graph.js';

/** The calls that the sandbox has received so far, of whatever operation. */
export async function upstreamCalls({ sandbox }: TestGraph): Promise<number> {
  const response = await fetch(`${sandbox.url}/_control/calls`);
  return ((await response.json()) as readonly unknown[]).length;
}
