import { expect } from '@jest/globals';
import type { GraphAnswer, TestGraph } from '../../support/graph.js';

export type Variables = Readonly<Record<string, unknown>>;
export type Data = Readonly<Record<string, unknown>> | null | undefined;

const UPSTREAMS = ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const;

/** Calls that all upstreams together have received. */
export function received({ sandbox }: TestGraph): number {
  return UPSTREAMS.reduce((sum, upstream) => sum + sandbox.calls(upstream).length, 0);
}

/** Asks, and sees to it that no upstream hears of it. */
export async function askWithoutCalls(
  graph: TestGraph,
  query: string,
  variables: Variables = {},
): Promise<GraphAnswer<Data>> {
  const before = received(graph);
  const answer = await graph.ask<Data>(query, variables);
  expect(received(graph) - before).toBe(0);
  return answer;
}

/** The one error of a refused operation: which argument it is about, and what would be right. */
export async function refusal(graph: TestGraph, query: string, variables: Variables = {}) {
  const { errors, status } = await askWithoutCalls(graph, query, variables);
  expect(errors).toHaveLength(1);
  const [error] = errors;
  return { status, message: error?.message, ...error?.extensions };
}
