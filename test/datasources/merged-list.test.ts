import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evenShares } from '../../src/datasources/merged-list.js';
import { ScriptedSource, UNDISTURBED, type Script, type ScriptedRow } from './support/scripted-source.js';
import { readPage, rowsOf, START, walk, type WalkedPage } from './support/walk.js';

const anyRows = fc
  .tuple(fc.nat({ max: 30 }), fc.constantFrom(0, 1, 3, 9, 10))
  .chain(([length, acceptedOfTen]) =>
    fc.array(
      fc.nat({ max: 9 }).map((chance) => chance < acceptedOfTen),
      { minLength: length, maxLength: length },
    ),
  );
const anyScript = fc.record<Script>({
  rows: anyRows,
  shortBy: fc.array(fc.integer({ min: -2, max: 5 }), { minLength: 1, maxLength: 4 }),
  claimsMore: fc.boolean(),
  fails: fc.array(fc.boolean(), { maxLength: 8 }),
  maxPageSize: fc.integer({ min: 1, max: 12 }),
});
const anyScripts = fc.array(anyScript, { maxLength: 5 });
const anySizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });
const anyWalk = fc.record({
  scripts: anyScripts,
  sizes: anySizes,
  selective: fc.boolean(),
  maxPages: fc.integer({ min: 1, max: 4 }),
});

const RUNS = { numRuns: 300 };

function open(scripts: readonly Script[]): readonly ScriptedSource[] {
  return scripts.map((script, index) => new ScriptedSource(`s${index}`, script));
}

function undisturbed(scripts: readonly Script[]): readonly Script[] {
  return scripts.map((script) => ({ ...script, fails: [] }));
}

/** Sources of so many rows each, all accepted, that answer as asked. */
function plain(...lengths: readonly number[]): readonly ScriptedSource[] {
  return open(lengths.map((length) => ({ ...UNDISTURBED, rows: Array.from({ length }, () => true) })));
}

function names(rows: readonly ScriptedRow[]): readonly string[] {
  return rows.map(({ source, index }) => `${source}-${index}`);
}

function sorted(rows: readonly ScriptedRow[]): readonly string[] {
  return names(rows).toSorted();
}

function everyAccepted(sources: readonly ScriptedSource[]): readonly ScriptedRow[] {
  return sources.flatMap(({ accepted }) => accepted);
}

describe('a walk through a merged list', () => {
  it('gives every accepted row exactly once, whatever the pages, the filter and the trouble', async () => {
    await fc.assert(
      fc.asyncProperty(anyWalk, async ({ scripts, ...how }) => {
        const sources = open(scripts);
        const rows = rowsOf(await walk({ sources, ...how }));
        expect(sorted(rows)).toEqual(sorted(everyAccepted(sources)));
      }),
      RUNS,
    );
  });

  it("keeps each source's own order", async () => {
    await fc.assert(
      fc.asyncProperty(anyWalk, async ({ scripts, ...how }) => {
        const sources = open(scripts);
        const rows = rowsOf(await walk({ sources, ...how }));
        for (const { id, accepted } of sources) {
          expect(rows.filter(({ source }) => source === id)).toEqual(accepted);
        }
      }),
      RUNS,
    );
  });

  it('gives no page more rows than asked for, and fewer only where a source stopped', async () => {
    await fc.assert(
      fc.asyncProperty(anyScripts, anySizes, async (scripts, sizes) => {
        const pages = await walk({ sources: open(undisturbed(scripts)), sizes });
        for (const page of pages.slice(0, -1)) expect(page.rows).toHaveLength(page.first);
        expect(pages.at(-1)?.rows.length).toBeLessThanOrEqual(pages.at(-1)?.first ?? 0);
      }),
      RUNS,
    );
  });

  it('does not depend on which source answers first', async () => {
    await fc.assert(
      fc.asyncProperty(anyWalk, fc.scheduler(), async ({ scripts, ...how }, scheduler) => {
        const inOrder = await walk({ sources: open(scripts), ...how });
        const shuffled = await scheduler.waitFor(
          walk({ sources: open(scripts), ...how, through: (read) => scheduler.scheduleFunction(read) }),
        );
        expect(shuffled.map(({ rows }) => names(rows))).toEqual(inOrder.map(({ rows }) => names(rows)));
      }),
      { numRuns: 150 },
    );
  });

  it('can be taken up again at any row: what follows is what would have followed', async () => {
    await fc.assert(
      fc.asyncProperty(anyScripts, anySizes, anySizes, async (scripts, sizes, otherSizes) => {
        const sources = open(undisturbed(scripts));
        const pages = await walk({ sources, sizes });
        const whole = names(rowsOf(pages));
        for (const { row, state } of edges(pages)) {
          const rest = rowsOf(await walk({ sources, sizes: otherSizes }, state));
          expect(names(rest)).toEqual(whole.slice(row + 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('loses and repeats nothing when taken up at a row of a troubled page', async () => {
    await fc.assert(
      fc.asyncProperty(anyWalk, fc.nat(), async ({ scripts, ...how }, choice) => {
        const sources = open(scripts);
        const pages = await walk({ sources, ...how });
        const every = edges(pages);
        const edge = every[choice % Math.max(1, every.length)];
        fc.pre(edge !== undefined);
        const passed = rowsOf(pages).slice(0, edge.row + 1);
        const rest = rowsOf(await walk({ sources, ...how }, edge.state));
        expect(sorted([...passed, ...rest])).toEqual(sorted(everyAccepted(sources)));
      }),
      RUNS,
    );
  });

  it('deals evenly: sources that still have rows have given the same, give or take one', async () => {
    await fc.assert(
      fc.asyncProperty(anyScripts, anySizes, async (scripts, sizes) => {
        const sources = open(undisturbed(scripts));
        const rows = rowsOf(await walk({ sources, sizes }));
        const left = new Map(sources.map(({ id, accepted }) => [id, accepted.length]));
        const given = new Map(sources.map(({ id }) => [id, 0]));
        for (const { source } of rows) {
          given.set(source, (given.get(source) ?? 0) + 1);
          left.set(source, (left.get(source) ?? 0) - 1);
          const counts = [...given].filter(([id]) => (left.get(id) ?? 0) > 0).map(([, count]) => count);
          if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
      RUNS,
    );
  });

  it('goes on without a source that is down, and begins with it once it is back', async () => {
    const up = new ScriptedSource('s0', { ...UNDISTURBED, rows: [true, true, true] });
    const down = new ScriptedSource('s1', { ...UNDISTURBED, rows: [true], fails: [true, true] });
    const options = { sources: [up, down], sizes: [10] };

    const first = await readPage(options, START, 10);
    expect(names(first.rows)).toEqual(['s0-0', 's0-1', 's0-2']);
    expect(first.hasNextPage).toBe(true);

    const second = await readPage(options, first.endState, 10);
    expect(second).toMatchObject({ rows: [], hasNextPage: true, endState: first.endState });

    const third = await readPage(options, second.endState, 10);
    expect(names(third.rows)).toEqual(['s1-0']);
    expect(third.hasNextPage).toBe(false);
    expect(up.requests).toHaveLength(1);
  });
});

/** Every row of a walk, counted through, with the state that its cursor holds. */
function edges(pages: readonly WalkedPage[]) {
  return pages
    .flatMap((page) => page.rows.map((_, index) => page.stateAfter(index)))
    .map((state, row) => ({ row, state }));
}

describe('the calls for a page', () => {
  it('go out side by side: every source is asked before any has answered', async () => {
    const waiting: (() => void)[] = [];
    const page = readPage(
      {
        sources: plain(50, 50, 50, 50),
        sizes: [20],
        through: (read) => async (request) => {
          await new Promise<void>((answer) => waiting.push(answer));
          return read(request);
        },
      },
      START,
      20,
    );
    expect(waiting).toHaveLength(4);
    for (const answer of waiting) answer();
    expect((await page).rows).toHaveLength(20);
  });

  it('ask each source once, for just its share', async () => {
    const sources = plain(50, 50, 50);
    await readPage({ sources, sizes: [20] }, START, 20);
    expect(sources.map(({ requests }) => requests)).toEqual([
      [{ position: null, size: 7 }],
      [{ position: null, size: 7 }],
      [{ position: null, size: 6 }],
    ]);
  });

  it('leave out sources whose turn does not come', async () => {
    const sources = plain(50, 50, 50);
    const page = await readPage({ sources, sizes: [2] }, START, 2);
    expect([...page.calls.values()]).toEqual([1, 1, 0]);
  });

  it('leave out sources that have no more rows', async () => {
    const pages = await walk({ sources: plain(40, 5), sizes: [10] });
    expect(pages.map(({ calls }) => [...calls.values()])).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });

  it('are at most one for each source, and one more each time another source runs out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 }),
        anySizes,
        async (lengths, sizes) => {
          const sources = plain(...lengths);
          for (const { calls, ranOut } of await pagesWithEnds(sources, sizes)) {
            for (const count of calls.values()) expect(count).toBeLessThanOrEqual(1 + ranOut);
          }
        },
      ),
      RUNS,
    );
  });
});

/** The pages of a walk over plain sources, with how many of these gave their last row in each. */
async function pagesWithEnds(sources: readonly ScriptedSource[], sizes: readonly number[]) {
  const pages = await walk({ sources, sizes });
  return pages.map(({ calls, endState }, index) => {
    const before = pages[index - 1]?.endState.lanes;
    const ranOut = sources.filter(({ id }) => {
      const wasOver = before?.[id]?.position === null;
      return !wasOver && endState.lanes[id]?.position === null;
    }).length;
    return { calls, ranOut };
  });
}

describe('evenShares', () => {
  it('adds up, differs by one at the most, and gives the odd ones to the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 200 }), (count, total) => {
        const shares = evenShares(count, total);
        expect(shares).toHaveLength(count);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        expect(shares).toEqual(shares.toSorted((left, right) => right - left));
        expect((shares[0] ?? 0) - (shares.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
