import { describe, expect, it } from '@jest/globals';
import { selectionOf, thingsAt, valueAt } from './selection.js';
import type { Json } from './wire.js';

/** One row of a field table: where the graph has the field, and what is right there. */
export interface Field {
  /** From the table's `at` on. */
  readonly place: string;
  /** What the graph has to answer for a thing that stands on the wire like this; null for none. */
  readonly is: (thing: Json) => unknown;
  /** Ways to write the field, or to leave it out, that must all be among the things compared. */
  readonly readings?: Readonly<Record<string, (thing: Json) => boolean>>;
}

/** A field table of a document that describes an upstream. */
export interface FieldTable {
  readonly name: string;
  /** Where the graph has the things that the table describes; '' for the record itself. */
  readonly at: string;
  /** Where they stand on the wire, in the same order; null for one that is missing. */
  readonly things: (record: Json) => readonly (Json | null)[];
  readonly fields: Readonly<Record<string, Field>>;
}

/** The same record twice: as the upstream holds it, and as the graph answered. */
export interface Pair {
  readonly record: Json;
  readonly answer: Json;
}

export const itself: FieldTable['things'] = (record) => [record];

export function selectionFor(tables: readonly FieldTable[]): string {
  const places = tables.flatMap((table) => Object.values(table.fields).map((field) => placeIn(table, field)));
  return selectionOf(['externalId', ...places]);
}

function placeIn({ at }: FieldTable, { place }: Field): string {
  return at === '' ? place : `${at}/${place}`;
}

/**
 * A test for every row of every table: the graph's value is the right one for every record,
 * at least one record had a value, and every reading was met.
 */
export function walkTables(tables: readonly FieldTable[], pairs: () => readonly Pair[]): void {
  describe.each(tables)('$name', (table) => {
    const rows = Object.entries(table.fields).map(([name, field]) => ({
      ...field,
      name,
      where: placeIn(table, field),
    }));

    it.each(rows)('$name is $where', (field) => {
      const compared = comparisons(table, field, pairs());

      expect(compared.map(({ of, found }) => [of, found])).toStrictEqual(
        compared.map(({ of, right }) => [of, right]),
      );
      expect(compared.filter(({ right }) => isTold(right)).length).toBeGreaterThan(0);
      const unmet = Object.entries(field.readings ?? {})
        .filter(([, isMet]) => !compared.some(({ thing }) => thing !== null && isMet(thing)))
        .map(([reading]) => reading);
      expect(unmet).toEqual([]);
    });
  });
}

function comparisons({ at, things }: FieldTable, { place, is }: Field, pairs: readonly Pair[]) {
  return pairs.flatMap(({ record, answer }) => {
    const of = answer.externalId;
    const onWire = things(record);
    const inGraph = thingsAt(answer, at);
    if (inGraph.length !== onWire.length) {
      return [{ of, thing: null, right: `${onWire.length} things`, found: `${inGraph.length} things` }];
    }
    return onWire.map((thing, index) => ({
      of,
      thing,
      right: thing === null ? null : is(thing),
      found: valueAt(inGraph[index], place),
    }));
  });
}

function isTold(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}
