import type { CostlyField, CostlySelection } from './costly.js';
import type { FieldWeight } from './weights.js';

/** What an operation asks of one object, as its answer shows it: everything of one name together. */
export type AnswerPlan = readonly PlannedField[];

interface PlannedField {
  readonly responseName: string;
  readonly weight: FieldWeight;
  readonly fields: AnswerPlan;
}

/**
 * It is no larger than the operation's estimated cost lets it be, as every one of its fields costs something:
 * make it for operations only that were let pass.
 */
export function planAnswer(selections: readonly CostlySelection[]): AnswerPlan {
  const byName = new Map<string, CostlyField[]>();
  const seen = new Set<CostlySelection>();
  const collect = (selection: CostlySelection) => {
    if (seen.has(selection)) return;
    seen.add(selection);
    for (const field of selection.fields) {
      const same = byName.get(field.responseName);
      if (same === undefined) byName.set(field.responseName, [field]);
      else same.push(field);
    }
    selection.parts.forEach(collect);
  };
  selections.forEach(collect);
  return [...byName].map(([responseName, fields]) => ({
    responseName,
    weight: {
      asked: Math.max(...fields.map(({ weight }) => weight.asked)),
      each: Math.max(...fields.map(({ weight }) => weight.each)),
    },
    fields: planAnswer(fields.map(({ selection }) => selection)),
  }));
}

/** What an answer did cost, by the objects that are in it. */
export function actualCost(plan: AnswerPlan, data: unknown): number {
  return Math.ceil(costOfObject(plan, data));
}

function costOfObject(plan: AnswerPlan, object: unknown): number {
  if (!isObject(object)) return 0;
  let cost = 0;
  for (const field of plan) {
    const value = object[field.responseName];
    // Skipped, or of another type.
    if (value !== undefined) cost += field.weight.asked + costOfValue(field, value);
  }
  return cost;
}

function costOfValue(field: PlannedField, value: unknown): number {
  if (value === null) return 0;
  if (Array.isArray(value)) return costOfList(field, value);
  // An object that holds no others needs no look.
  return field.fields.length === 0
    ? field.weight.each
    : field.weight.each + costOfObject(field.fields, value);
}

function costOfList(field: PlannedField, list: readonly unknown[]): number {
  let cost = 0;
  for (const element of list) cost += costOfValue(field, element);
  return cost;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
