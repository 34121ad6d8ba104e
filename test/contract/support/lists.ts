import { startTestGraph, type GraphAnswer, type TestGraph } from '../../support/graph.js';

export interface ListedNode {
  readonly id: string;
  readonly sourceId: string;
  readonly externalId: string;
}

export interface SourceReport {
  readonly source: { readonly id: string };
  readonly status: string;
  readonly totalCount: number | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly retryable: boolean;
  } | null;
}

export interface ListPage<Node = ListedNode> {
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
  readonly sources: readonly SourceReport[];
}

export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>> | null;
}

export type ListAnswer<Node = ListedNode> = GraphAnswer<{ readonly list: ListPage<Node> }> & {
  readonly page: ListPage<Node>;
};

const FILTERS = { customers: 'CustomerFilter', orders: 'OrderFilter' } as const;
const SOURCES = 'sources { source { id } status totalCount error { code message retryable } }';

export interface Selection {
  /** Fields of each node beside its ids. */
  readonly node?: string;
  /** Left out, failures are told in `errors`. */
  readonly sources?: boolean;
}

/** A merged list of a running graph, asked for as a client does. */
export class MergedList<Node = ListedNode> {
  constructor(
    private readonly graph: TestGraph,
    private readonly name: keyof typeof FILTERS,
    private readonly selection: Selection = {},
  ) {}

  async page(request: PageRequest = {}): Promise<ListAnswer<Node>> {
    const { node = '', sources = true } = this.selection;
    const query = `query ($first: Int, $after: String, $filter: ${FILTERS[this.name]}) {
      list: ${this.name}(first: $first, after: $after, filter: $filter) {
        nodes { id sourceId externalId ${node} }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount
        ${sources ? SOURCES : ''}
      }
    }`;
    const answer = await this.graph.ask<{ readonly list: ListPage<Node> }>(query, { ...request });
    return { ...answer, page: answer.data.list };
  }

  /** Every page to the end, `sizes` in turn; `before` is called with the index of each page about to be asked for. */
  async walk(
    filter: PageRequest['filter'] = null,
    { sizes = [100], before = () => undefined, from = null }: WalkOptions = {},
  ): Promise<readonly ListAnswer<Node>[]> {
    const pages: ListAnswer<Node>[] = [];
    let after: string | null = from;
    for (let index = 0; index < 2_000; index += 1) {
      before(index);
      const answer = await this.page({ filter, first: sizes[index % sizes.length] ?? 100, after });
      pages.push(answer);
      if (!answer.page.pageInfo.hasNextPage) return pages;
      after = answer.page.pageInfo.endCursor;
    }
    throw new Error('The walk does not end.');
  }
}

export interface WalkOptions {
  readonly sizes?: readonly number[];
  readonly before?: (index: number) => void;
  /** The cursor to begin after. */
  readonly from?: string | null;
}

/** A list that does not ask for `sources`. */
export function withoutSources(graph: TestGraph, name: keyof typeof FILTERS): MergedList {
  return new MergedList(graph, name, { sources: false });
}

/** `arrow XSP100201` of every row of some pages, in order. */
export function rowsOf(pages: readonly ListAnswer[]): readonly string[] {
  return pages.flatMap(({ page }) =>
    page.nodes.map(({ sourceId, externalId }) => `${sourceId} ${externalId}`),
  );
}

export function sorted(rows: readonly string[]): readonly string[] {
  return rows.toSorted();
}

export function callsOf({ calls }: ListAnswer, sourceId: string): number {
  return calls.filter(({ source }) => source === sourceId).length;
}

export function reportOf({ page }: ListAnswer, sourceId: string): SourceReport | undefined {
  return page.sources.find(({ source }) => source.id === sourceId);
}

/** What keeps a test about lists one about lists: no repeated calls, no source left alone, no older answers, no budget. */
const PLAIN_TRANSPORT = {
  retries: 0,
  circuit: { failures: 1_000, openMs: 1 },
  freshMs: 0,
  staleMs: 0,
  readsPerMinute: 0,
};

export interface ListGraphOptions {
  /** Milliseconds that calls to one source may take. */
  readonly timeouts?: Readonly<Record<string, number>>;
  readonly limits?: Readonly<Record<string, number>>;
}

/** The four sandbox sources, without DK Hardware's limit on reads. */
export async function startListGraph({
  timeouts = {},
  limits = {},
}: ListGraphOptions = {}): Promise<TestGraph> {
  const graph = await startTestGraph({
    settings: { limits },
    sources: (entries) =>
      entries.map((entry) => ({
        ...entry,
        transport: { ...PLAIN_TRANSPORT, timeoutMs: timeouts[entry.id] ?? 5_000 },
      })),
  });
  graph.sandbox.upstream('dkhardware').configure({ readsPerMinute: 0 });
  return graph;
}
