import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Variables } from '../client.js';
import { CUSTOMER, ORDER, type Row } from '../rows.js';
import { SOURCES, type Kind } from '../truth.js';
import { someSource, type Caller } from './caller.js';

interface Page {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly sources: readonly { readonly source: { readonly id: string }; readonly status: string }[];
}

/** Pages after which a walk that an upstream keeps failing is given up. */
const MOST_PAGES = 60;

/** A whole list, page by page to its end: every row once, whatever fails on the way. */
export async function walk(caller: Caller): Promise<void> {
  const { random } = caller;
  const kind: Kind = random.chance(0.7) ? 'customers' : 'orders';
  const sourceIds = random.chance(0.1) ? SOURCES : [someSource(random)];
  const before = idsBySource(caller, kind, sourceIds);
  const begun = Date.now();
  const seen = await pages(caller, kind, sourceIds);
  if (seen !== null) compare(caller, { kind, before, begun, seen });
}

interface Seen {
  readonly rows: readonly Row[];
  /** Left out, or told as of an older time: these may lack rows. */
  readonly excused: ReadonlySet<string>;
}

/** Null for a walk that was given up. */
async function pages(caller: Caller, kind: Kind, sourceIds: readonly string[]): Promise<Seen | null> {
  const [filter, row] = kind === 'customers' ? ['CustomerFilter', CUSTOMER] : ['OrderFilter', ORDER];
  const query = `query ($first: Int, $after: String, $filter: ${filter}) {
    list: ${kind}(first: $first, after: $after, filter: $filter) {
      nodes { ${row} } pageInfo { hasNextPage endCursor } sources { source { id } status } } }`;
  const rows: Row[] = [];
  const excused = new Set<string>();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const variables: Variables = { first: 100, after, filter: { sourceIds } };
    const answer: Answer<{ readonly list: Page }> | null = await caller.ask(`${kind} walk`, query, variables);
    if (answer?.data == null) return null;
    const { nodes, pageInfo, sources }: Page = answer.data.list;
    rows.push(...nodes);
    for (const { source, status } of sources)
      if (status === 'SKIPPED' || status === 'STALE') excused.add(source.id);
    if (!pageInfo.hasNextPage) return { rows, excused };
    after = pageInfo.endCursor;
    // Who gets nothing does not ask again at once.
    if (nodes.length === 0) await sleep(500);
  }
  return null;
}

interface Comparison {
  readonly kind: Kind;
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly begun: number;
  readonly seen: Seen;
}

function compare(caller: Caller, { kind, before, begun, seen: { rows, excused } }: Comparison): void {
  const name = `${kind} walk`;
  for (const [sourceId, ids] of before) {
    const after = caller.truth.ids(kind, sourceId);
    // Lists by page number shift under whoever walks them while rows come or go: no vendor promises more.
    if (excused.has(sourceId) || after.size !== ids.size) continue;
    // CloudCockpit's is sorted by name: a new name takes a row to another page.
    if (sourceId === 'cockpit' && caller.truth.wasRenamed(sourceId, begun)) continue;
    const told = rows.filter((row) => row.sourceId === sourceId).map(({ externalId }) => externalId);
    const missing = [...ids].filter((id) => after.has(id) && !told.includes(id));
    if (missing.length > 0)
      caller.wrong(name, `${missing.length} of ${sourceId} missing, e.g. ${missing.slice(0, 3).join()}`);
    const twice = told.filter((id, index) => told.indexOf(id) !== index);
    if (twice.length > 0)
      caller.wrong(name, `${twice.length} of ${sourceId} twice, e.g. ${twice.slice(0, 3).join()}`);
  }
}

function idsBySource({ truth }: Caller, kind: Kind, sourceIds: readonly string[]) {
  return new Map(sourceIds.map((sourceId) => [sourceId, truth.ids(kind, sourceId)]));
}
