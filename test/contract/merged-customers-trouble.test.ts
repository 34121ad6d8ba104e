import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault, UpstreamName } from '../../sandbox/index.js';
import type { TestGraph } from '../support/graph.js';
import {
  callsOf,
  MergedList,
  reportOf,
  rowsOf,
  sorted,
  startListGraph,
  withoutSources,
  type ListAnswer,
} from './support/lists.js';
import { customersOnTheWire, namesOf } from './support/wire-rows.js';

let graph: TestGraph;
let customers: MergedList;
let quietly: MergedList;

beforeAll(async () => {
  graph = await startListGraph({ timeouts: { arrow: 400 } });
  customers = new MergedList(graph, 'customers');
  quietly = withoutSources(graph, 'customers');
});

afterEach(() => {
  graph.sandbox.clearFaults();
});

afterAll(() => graph.close());

const UNAVAILABLE = { kind: 'status', status: 503, body: { message: 'down' } } as const;

function living(): readonly string[] {
  return sorted(namesOf(customersOnTheWire(graph).filter(({ isDeleted }) => !isDeleted)));
}

/** A fault that hits one upstream's lists from one page of a walk on, until another. */
function during(upstream: UpstreamName, fault: Fault, [from, until]: readonly [number, number]) {
  return (index: number) => {
    if (index === from) graph.sandbox.fault(upstream, fault);
    if (index === until) graph.sandbox.clearFaults(upstream);
  };
}

function statusesOf(pages: readonly ListAnswer[], sourceId: string) {
  return pages.map((answer) => reportOf(answer, sourceId)?.status);
}

describe('a source that fails for some pages of a walk', () => {
  it.each<[string, UpstreamName, string, Fault, string]>([
    ['answers 503', 'dkhardware', 'dkh', UNAVAILABLE, 'UNAVAILABLE'],
    ['answers HTML', 'cloudcockpit', 'cockpit', { kind: 'html' }, 'BAD_RESPONSE'],
    ['hangs', 'arrowsphere', 'arrow', { kind: 'hang' }, 'TIMEOUT'],
    ['cuts its answers off', 'ion', 'ion', { kind: 'truncate' }, 'BAD_RESPONSE'],
  ])('R17: costs no row and repeats none when it %s', async (_, upstream, sourceId, fault, code) => {
    const pages = await customers.walk(null, { before: during(upstream, fault, [2, 4]) });

    expect(sorted(rowsOf(pages))).toEqual(living());
    const troubled = pages.slice(2, 4);
    expect(statusesOf(troubled, sourceId)).toEqual(['FAILED', 'FAILED']);
    expect(troubled.map((answer) => reportOf(answer, sourceId)?.error?.code)).toEqual([code, code]);
    expect(rowsOf(troubled).some((row) => row.startsWith(`${sourceId} `))).toBe(false);
    expect(statusesOf(pages.slice(4, 5), sourceId)).toEqual(['OK']);
  });

  it('R17: leaves its share of the page to the others', async () => {
    const pages = await customers.walk(null, { before: during('dkhardware', UNAVAILABLE, [0, 2]) });
    const [first] = pages;
    expect(first?.page.nodes).toHaveLength(100);
    const counts = ['arrow', 'cockpit', 'dkh', 'ion'].map(
      (id) => first?.page.nodes.filter(({ sourceId }) => sourceId === id).length,
    );
    expect(counts).toEqual([34, 33, 0, 33]);
    expect(sorted(rowsOf(pages))).toEqual(living());
  });

  it('is asked once for each page that it fails', async () => {
    graph.sandbox.fault('ion', UNAVAILABLE);
    const first = await customers.page({ first: 100 });
    const second = await customers.page({ first: 100, after: first.page.pageInfo.endCursor });
    expect([first, second].map((answer) => callsOf(answer, 'ion'))).toEqual([1, 1]);
  });

  it('R17: may come back while the others are through: pages stay empty, the cursor stays good', async () => {
    const filter = { sourceIds: ['cockpit', 'ion'] };
    const before = during('ion', UNAVAILABLE, [1, 6]);
    const pages = await customers.walk(filter, { before });

    const empty = pages.slice(3, 6);
    expect(empty.map(({ page }) => page.nodes)).toEqual([[], [], []]);
    expect(empty.every(({ page }) => page.pageInfo.hasNextPage)).toBe(true);
    expect(new Set(empty.map(({ page }) => page.pageInfo.endCursor)).size).toBe(1);
    const expected = customersOnTheWire(graph).filter(
      ({ sourceId, isDeleted }) => filter.sourceIds.includes(sourceId) && !isDeleted,
    );
    expect(sorted(rowsOf(pages))).toEqual(sorted(namesOf(expected)));
  });
});

describe('who is told of a source that failed', () => {
  it('whoever asks for `sources` reads it there, and nothing in `errors`', async () => {
    graph.sandbox.fault('cloudcockpit', UNAVAILABLE);
    const answer = await customers.page();
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([]);
    expect(answer.page.sources.map(({ source, status }) => `${source.id} ${status}`)).toEqual([
      'arrow OK',
      'cockpit FAILED',
      'dkh OK',
      'ion OK',
    ]);
    expect(reportOf(answer, 'cockpit')).toMatchObject({
      totalCount: null,
      error: {
        code: 'UNAVAILABLE',
        message: "Source 'cockpit' cannot be reached or is failing.",
        retryable: true,
      },
    });
  });

  it('whoever does not reads it in `errors`, with the path of the list', async () => {
    graph.sandbox.fault('cloudcockpit', UNAVAILABLE);
    const answer = await quietly.page();
    expect(answer.status).toBe(200);
    expect(answer.page.nodes).toHaveLength(25);
    expect(answer.errors).toMatchObject([
      {
        message: "Source 'cockpit' cannot be reached or is failing.",
        path: ['list'],
        extensions: {
          code: 'UPSTREAM_UNAVAILABLE',
          sourceId: 'cockpit',
          retryable: true,
          upstreamStatus: 503,
        },
      },
    ]);
  });

  it('one error for each source, also where all of them fail', async () => {
    for (const upstream of ['arrowsphere', 'cloudcockpit', 'dkhardware', 'ion'] as const) {
      graph.sandbox.fault(upstream, UNAVAILABLE);
    }
    const answer = await quietly.page();
    expect(answer.page).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true } });
    expect(answer.errors.map(({ extensions }) => extensions?.sourceId)).toEqual([
      'arrow',
      'cockpit',
      'dkh',
      'ion',
    ]);
  });

  it('two lists in one query are told of apart', async () => {
    graph.sandbox.fault('ion', UNAVAILABLE);
    const { errors } = await graph.ask(`{
      asking: customers { sources { status } }
      silent: customers { nodes { id } }
      aside: customers(filter: { sourceIds: ["dkh"] }) { nodes { id } }
    }`);
    expect(errors.map(({ path }) => path)).toEqual([['silent']]);
  });
});
