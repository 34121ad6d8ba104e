import { describe, expect, it } from '@jest/globals';
import type { LaneState } from '../../src/datasources/cursor.js';
import { Lane, searchBound, type LaneOptions } from '../../src/datasources/lane.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { ScriptedSource, UNDISTURBED, type ScriptedRow } from './support/scripted-source.js';

const scope = new OperationScope('test', 1);
scope.end();

function source(rows: readonly boolean[], script = {}): ScriptedSource {
  return new ScriptedSource('arrow', { ...UNDISTURBED, ...script, rows });
}

function laneOf(from: ScriptedSource, options: Partial<LaneOptions<ScriptedRow>> = {}): Lane<ScriptedRow> {
  return new Lane({
    sourceId: from.id,
    maxPageSize: 100,
    read: (request) => from.read(request),
    accepts: from.accepts,
    selective: false,
    state: undefined,
    maxPages: 10,
    ...options,
  });
}

const all = (length: number) => Array.from({ length }, () => true);
/** Only every tenth row is accepted. */
const few = (length: number) => Array.from({ length }, (_, index) => index % 10 === 0);

describe('a lane', () => {
  it('has not begun before its first read, and is not asked for nothing', async () => {
    const arrow = source(all(3));
    const lane = laneOf(arrow);
    await lane.fill(0, scope);
    expect(lane).toMatchObject({ buffered: 0, canRead: true, hasMore: true });
    expect(lane.finalState()).toBeUndefined();
    expect(arrow.requests).toEqual([]);
  });

  it('asks for just what is wanted where nothing is turned down', async () => {
    const arrow = source(all(50));
    await laneOf(arrow, { accepts: undefined }).fill(17, scope);
    expect(arrow.requests).toEqual([{ position: null, size: 17 }]);
  });

  it('asks for a few more where some may be turned down, so that one that is costs no further call', async () => {
    const arrow = source([false, ...all(50)]);
    const lane = laneOf(arrow);
    await lane.fill(16, scope);
    expect(arrow.requests).toEqual([{ position: null, size: 18 }]);
    expect(lane.buffered).toBe(17);
  });

  it('reads on where a filter turned rows down', async () => {
    const arrow = source([true, false, false, true, true]);
    const lane = laneOf(arrow);
    await lane.fill(2, scope);
    expect(arrow.requests).toEqual([
      { position: null, size: 3 },
      { position: '3', size: 2 },
    ]);
    expect(lane.buffered).toBe(3);
  });

  it('reads the largest pages for a selective filter, and none more than needed', async () => {
    const arrow = source(few(1_000));
    const lane = laneOf(arrow, { selective: true });
    await lane.fill(15, scope);
    expect(arrow.requests).toEqual([
      { position: null, size: 100 },
      { position: '100', size: 100 },
    ]);
    expect(lane.buffered).toBe(20);
  });

  it('never asks for more than the upstream gives in one page', async () => {
    const arrow = source(all(30), { maxPageSize: 8 });
    const lane = laneOf(arrow, { maxPageSize: 8, accepts: undefined });
    await lane.fill(20, scope);
    expect(arrow.requests.map(({ size }) => size)).toEqual([8, 8, 4]);
  });

  it('goes on after its last dealt row, also with rows read ahead', async () => {
    const lane = laneOf(source(few(1_000)), { selective: true });
    await lane.fill(1, scope);
    expect(lane.deal().row.index).toBe(0);
    expect(lane.deal().row.index).toBe(10);
    expect(lane.finalState()).toEqual({ position: '11', totalCount: null });
  });

  it('stays where it came in while none of its rows is dealt', async () => {
    const state: LaneState = { position: '4', totalCount: 9 };
    const lane = laneOf(source(all(9)), { state });
    await lane.fill(2, scope);
    expect(lane.finalState()).toEqual(state);
  });

  it('goes on past everything it turned down', async () => {
    const lane = laneOf(source([true, ...all(9).fill(false)]), { maxPages: 2 });
    await lane.fill(2, scope);
    lane.deal();
    expect(lane.finalState()).toEqual({ position: '5', totalCount: null });
  });

  it('is over after the last row', async () => {
    const lane = laneOf(source(all(2)));
    await lane.fill(5, scope);
    lane.deal();
    expect(lane.stateAfter(lane.deal())).toEqual({ position: null, totalCount: null });
    expect(lane).toMatchObject({ canRead: false, hasMore: false });
    expect(lane.finalState()).toEqual({ position: null, totalCount: null });
  });

  it('is over from the start where an earlier page ended it', async () => {
    const arrow = source(all(2));
    const lane = laneOf(arrow, { state: { position: null, totalCount: 2 } });
    await lane.fill(5, scope);
    expect(arrow.requests).toEqual([]);
    expect(lane).toMatchObject({ hasMore: false, totalCount: 2 });
  });

  it('says so when rows are dealt that it does not have', () => {
    expect(() => laneOf(source([])).deal()).toThrow("No row of 'arrow' is left to deal.");
  });
});

describe('the total of a lane', () => {
  it("is the upstream's, carried from page to page, where nothing is turned down here", async () => {
    const lane = laneOf(source(all(9)), { accepts: undefined });
    await lane.fill(2, scope);
    expect(lane.totalCount).toBe(9);
    expect(lane.stateAfter(lane.deal())).toEqual({ position: '1', totalCount: 9 });
    const later = laneOf(source(all(9)), { state: { position: '1', totalCount: 9 }, accepts: undefined });
    expect(later.totalCount).toBe(9);
  });

  it('is unknown where rows are turned down here', async () => {
    const lane = laneOf(source(all(9)));
    await lane.fill(2, scope);
    expect(lane.totalCount).toBeNull();
  });
});

describe('trouble in a lane', () => {
  it('leaves the rows read before it, and the position after them', async () => {
    const arrow = source(all(9), { fails: [false, true], maxPageSize: 3 });
    const lane = laneOf(arrow, { maxPageSize: 3 });
    await lane.fill(5, scope);
    expect(lane).toMatchObject({ buffered: 3, canRead: false, hasMore: true });
    expect(lane.failure?.code).toBe(UpstreamErrorCode.UNAVAILABLE);
    lane.deal();
    lane.deal();
    lane.deal();
    expect(lane.finalState()).toEqual({ position: '3', totalCount: null });
    await lane.fill(5, scope);
    expect(arrow.requests).toHaveLength(2);
  });

  it('before the first row keeps the position it came with', async () => {
    const state: LaneState = { position: '4', totalCount: 9 };
    const lane = laneOf(source(all(9), { fails: [true] }), { state });
    await lane.fill(5, scope);
    expect(lane.finalState()).toEqual(state);
    expect(laneOf(source(all(9), { fails: [true] })).finalState()).toBeUndefined();
  });

  it('that is no upstream failure is not swallowed', async () => {
    const lane = laneOf(source([]), { read: () => Promise.reject(new TypeError('a bug')) });
    await expect(lane.fill(1, scope)).rejects.toThrow('a bug');
  });

  it('is none where the upstream has no such list: nothing is left for later', async () => {
    const unsupported = new UpstreamFailure(UpstreamErrorCode.UNSUPPORTED, 'arrow');
    const lane = laneOf(source(all(9)), { read: () => Promise.reject(unsupported) });
    await lane.fill(1, scope);
    expect(lane).toMatchObject({ isSkipped: true, hasMore: false });
  });
});

describe('the bound on pages', () => {
  it('stops a search that finds little, keeps what it found, and leaves the rest for later', async () => {
    const arrow = source(few(1_000));
    const lane = laneOf(arrow, { selective: true, maxPages: 3 });
    await lane.fill(100, scope);
    expect(arrow.requests).toHaveLength(3);
    expect(lane).toMatchObject({ bounded: true, buffered: 30, canRead: false, hasMore: true, failure: null });
  });

  it('does not count where the page is filled within it', async () => {
    const lane = laneOf(source(few(1_000)), { selective: true, maxPages: 3 });
    await lane.fill(30, scope);
    expect(lane.bounded).toBe(false);
  });

  it('counts for the whole answer, not for each filling', async () => {
    const lane = laneOf(source(all(10), { maxPageSize: 1 }), { maxPageSize: 1, maxPages: 3 });
    await lane.fill(2, scope);
    await lane.fill(4, scope);
    expect(lane).toMatchObject({ bounded: true, buffered: 3 });
  });

  it('is told with the number of pages and the source', () => {
    expect(searchBound('arrow', 10)).toMatchObject({
      code: UpstreamErrorCode.CALL_LIMIT_EXCEEDED,
      message:
        "Looked through 10 pages of source 'arrow' for this page of the list; the next page goes on from there.",
    });
  });
});
