import { PAGE, type CostlySelection, type Variables } from './costly.js';

/** What a selection costs: once, and for each row of the connection that it stands in. */
interface Cost {
  readonly once: number;
  readonly perRow: number;
}

/** What an operation may cost at the most, lists without a size of their own taken as long as is assumed. */
export function estimate(selection: CostlySelection, variables: Variables): number {
  return Math.ceil(costOf(selection, variables, new Map()).once);
}

function costOf(selection: CostlySelection, variables: Variables, known: Map<CostlySelection, Cost>): Cost {
  const before = known.get(selection);
  if (before !== undefined) return before;
  let once = 0;
  let perRow = 0;
  for (const part of selection.parts) {
    const cost = costOf(part, variables, known);
    once += cost.once;
    perRow += cost.perRow;
  }
  for (const { weight, asks, length, page, selection: inner } of selection.fields) {
    const cost = costOf(inner, variables, known);
    const each = weight.each + cost.once + (page?.(variables) ?? 0) * cost.perRow;
    if (length === PAGE) perRow += each;
    else once += weight.asked * (asks?.(variables) ?? 1) + length(variables) * each;
  }
  const cost = { once, perRow };
  known.set(selection, cost);
  return cost;
}
