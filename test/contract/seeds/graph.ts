import type { UpstreamName } from '../../../sandbox/index.js';
import { startTestGraph, type TestGraph } from '../../support/graph.js';
import { sampleUpstream, type SampleRoute } from '../../support/sample-upstream.js';
import type { Pair } from './field-table.js';
import { objectsOf, type Json } from './wire.js';

/** The rows of a sandbox upstream, as they stand on the wire. */
export function rowsOf({ sandbox }: TestGraph, upstream: UpstreamName, list: string): readonly Json[] {
  return objectsOf(sandbox.upstream(upstream).rows[list]);
}

interface Listed {
  readonly list: 'customers' | 'orders';
  readonly sourceId: string;
  readonly selection: string;
}

/** Every customer or order of one source, by external id, a hundred at a time. */
export async function allListed(
  graph: TestGraph,
  { list, sourceId, selection }: Listed,
): Promise<ReadonlyMap<unknown, Json>> {
  const [type, filter] =
    list === 'customers'
      ? ['CustomerFilter', { sourceIds: [sourceId], includeDeleted: true }]
      : ['OrderFilter', { sourceIds: [sourceId] }];
  const query = `query ($after: String, $filter: ${type}) {
    list: ${list}(first: 100, after: $after, filter: $filter) {
      nodes { ${selection} }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const nodes = new Map<unknown, Json>();
  let after: string | null = null;
  for (;;) {
    const page: ListAnswer = await listPage(graph, query, { after, filter });
    for (const node of page.nodes) nodes.set(node.externalId, node);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

async function listPage(graph: TestGraph, query: string, variables: Json): Promise<ListAnswer> {
  return (await answerTo<{ readonly list: ListAnswer }>(graph, query, variables)).list;
}

interface ListAnswer {
  readonly nodes: readonly Json[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** One customer or order by its external id. */
export async function oneByExternalId(
  graph: TestGraph,
  { list, sourceId, selection }: Listed,
  externalId: unknown,
): Promise<Json> {
  const field = list === 'customers' ? 'customerByExternalId' : 'orderByExternalId';
  const query = `query ($sourceId: ID!, $externalId: String!) {
    one: ${field}(sourceId: $sourceId, externalId: $externalId) { ${selection} }
  }`;
  const { one } = await answerTo<{ readonly one: Json }>(graph, query, { sourceId, externalId });
  return one;
}

/** Every record with its answer in the list, and one of `everyNth` once more with its answer by id. */
export async function pairsOf(
  graph: TestGraph,
  records: ReadonlyMap<string, Json>,
  listed: Listed,
  everyNth: number,
): Promise<readonly Pair[]> {
  const nodes = await allListed(graph, listed);
  if (nodes.size !== records.size) throw new Error(`${nodes.size} of ${records.size} rows were listed.`);
  const some = [...records.keys()].filter((_, index) => index % everyNth === 0);
  const byId = new Map(
    await Promise.all(some.map(async (id) => [id, await oneByExternalId(graph, listed, id)] as const)),
  );
  return [nodes, byId].flatMap((answers) =>
    [...answers].map(([id, answer]) => {
      const record = records.get(String(id));
      if (record === undefined) throw new Error(`No row of the sandbox has the id ${String(id)}.`);
      return { record, answer };
    }),
  );
}

/** The data of an answer that must be free of errors. */
export async function answerTo<Data>(
  graph: TestGraph,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const { data, errors } = await graph.ask<Data>(query, variables);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

/** A graph whose one source answers as a document writes it; every answer given has to be used. */
export async function overDocument<Result>(
  sourceId: string,
  answers: readonly SampleRoute[],
  use: (graph: TestGraph) => Promise<Result>,
): Promise<Result> {
  const upstream = await sampleUpstream(answers);
  const graph = await startTestGraph({
    sources: (entries) =>
      entries.map((entry) => (entry.id === sourceId ? { ...entry, baseUrl: upstream.url } : entry)),
  });
  try {
    return await use(graph);
  } finally {
    await graph.close();
    await upstream.close();
  }
}
