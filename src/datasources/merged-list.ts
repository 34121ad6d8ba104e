import type { OperationScope } from '../upstream/scope.js';
import type { LaneState, WalkState } from './cursor.js';
import type { BufferedRow, Lane } from './lane.js';

/** One page of a list merged from several sources. */
export interface MergedPage<Row> {
  readonly rows: readonly Row[];
  /** Where the walk goes on after the row at this index. */
  stateAfter(index: number): WalkState;
  /** Where the walk goes on after the page; every row of every source comes once on the way to the end. */
  readonly endState: WalkState;
  readonly hasNextPage: boolean;
}

interface DealtRow<Row> {
  readonly buffered: BufferedRow<Row>;
  readonly lane: Lane<Row>;
  /** Whose turn it is after it. */
  readonly turn: string | null;
}

/**
 * Deals rows evenly from the sources that still have some: one row each, in the lanes' order, round and round.
 *
 * Before a deal every source that will be asked for rows is read in parallel, for just as many rows as it will give;
 * the order of rows never depends on which source answers first.
 */
export async function dealPage<Row>(
  lanes: readonly Lane<Row>[],
  turn: string | null,
  first: number,
  scope: OperationScope,
): Promise<MergedPage<Row>> {
  const dealt: DealtRow<Row>[] = [];
  let order = startingAt(lanes, turn);
  while (dealt.length < first) {
    const open = order.filter((lane) => lane.buffered > 0 || lane.canRead);
    if (open.length === 0) break;
    const shares = evenShares(open.length, first - dealt.length);
    await Promise.all(open.map((lane, index) => lane.fill(shares[index] ?? 0, scope)));
    order = dealRound(order, dealt, first);
  }
  const endState: WalkState = {
    turn: order[0]?.sourceId ?? null,
    lanes: laneStates(lanes, (lane) => lane.finalState()),
  };
  return {
    rows: dealt.map(({ buffered }) => buffered.row),
    endState,
    hasNextPage: lanes.some((lane) => lane.hasMore),
    stateAfter: (index) => (index === dealt.length - 1 ? endState : stateAfter(lanes, dealt, index)),
  };
}

/** The lanes rotated so that the source whose turn it is comes first. */
function startingAt<L extends { readonly sourceId: string }>(
  lanes: readonly L[],
  turn: string | null,
): readonly L[] {
  const index = lanes.findIndex((lane) => lane.sourceId === turn);
  return index <= 0 ? lanes : [...lanes.slice(index), ...lanes.slice(0, index)];
}

/** `total` dealt one by one to `count` takers: the first ones get the odd rows. */
export function evenShares(count: number, total: number): readonly number[] {
  const least = Math.floor(total / count);
  return Array.from({ length: count }, (_, index) => least + (index < total % count ? 1 : 0));
}

/** Deals until the page is full or the source whose turn it is must be read again; gives the order of the next turns. */
function dealRound<Row>(
  order: readonly Lane<Row>[],
  dealt: DealtRow<Row>[],
  first: number,
): readonly Lane<Row>[] {
  let next = 0;
  while (dealt.length < first && order.some((lane) => lane.buffered > 0)) {
    const lane = order[next];
    if (lane === undefined || (lane.buffered === 0 && lane.canRead)) break;
    next = (next + 1) % order.length;
    if (lane.buffered === 0) continue;
    dealt.push({ buffered: lane.deal(), lane, turn: order[next]?.sourceId ?? null });
  }
  return next === 0 ? order : [...order.slice(next), ...order.slice(0, next)];
}

function stateAfter<Row>(
  lanes: readonly Lane<Row>[],
  dealt: readonly DealtRow<Row>[],
  index: number,
): WalkState {
  const states = laneStates(lanes, (lane) => lane.startState);
  const passed = dealt.slice(0, index + 1);
  for (const { lane, buffered } of passed) states[lane.sourceId] = lane.stateAfter(buffered);
  return { turn: passed.at(-1)?.turn ?? null, lanes: states };
}

/** A source that has not begun is left out: it begins at its beginning. */
function laneStates<Row>(
  lanes: readonly Lane<Row>[],
  stateOf: (lane: Lane<Row>) => LaneState | undefined,
): Record<string, LaneState> {
  const states: Record<string, LaneState> = {};
  for (const lane of lanes) {
    const state = stateOf(lane);
    if (state !== undefined) states[lane.sourceId] = state;
  }
  return states;
}
