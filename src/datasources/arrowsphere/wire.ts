import { isPlausibleExternalId } from '../../ids.js';
import type { CustomField } from '../../types/custom-field.js';
import { readInt, readList, readObject, readObjects, readText, type Wire } from '../reading.js';

/** What an answer says of its page (ArrowSphere 1.1); null where it does not. */
export interface WirePagination {
  /** 1-based. */
  readonly number: number | null;
  /** The page size that was served, which need not be the one asked for. */
  readonly size: number | null;
  readonly pages: number | null;
  readonly total: number | null;
  readonly hasNext: boolean | null;
}

export interface WireList<Row> {
  /** As many as the answer had, so that positions count them all; null for what is no row. */
  readonly rows: readonly (Row | null)[];
  readonly pagination: WirePagination | null;
  /** RFC 3339. */
  readonly fetchedAt: string;
}

/** The payload of the envelope `{status, data, pagination?}` that every answer but an error comes in. */
export function readData(body: unknown): unknown {
  return readObject(body)?.data;
}

/** A list of rows; null where it is none, or where not one object is among what it holds. */
export function readRows(value: unknown): readonly unknown[] | null {
  const rows = readList(value);
  return rows !== null && rows.length > 0 && readObjects(rows).length === 0 ? null : rows;
}

/** Null where the answer came without the block, which happens (ArrowSphere 1.1). */
export function readPagination(body: unknown): WirePagination | null {
  const block = readObject(readObject(body)?.pagination);
  if (block === null) return null;
  return {
    number: atLeast(1, block.current_page),
    size: atLeast(1, block.per_page),
    pages: atLeast(0, block.total_page),
    total: atLeast(0, block.total),
    hasNext: block.next === undefined ? null : readText(block.next) !== null,
  };
}

function atLeast(least: number, value: unknown): number | null {
  const number = readInt(value);
  return number !== null && number >= least ? number : null;
}

/** A reference that a row can be found again by; null where it cannot be one. */
export function readReference(value: unknown): string | null {
  const text = readText(value);
  return text !== null && isPlausibleExternalId(text) ? text : null;
}

/** `[{label, value}]` of customers and orders; an entry without a label is left out. */
export function readCustomFields(value: unknown): readonly CustomField[] {
  return readObjects(value).flatMap((field) => {
    const label = readText(field.label);
    return label === null ? [] : { label, value: readText(field.value) };
  });
}

/** `{name: value}` in the Node client, `[{name, value}]` in the PHP client (ArrowSphere 1.2): by name, either way. */
export function readAttributes(value: unknown): Wire | null {
  const entries = readList(value);
  if (entries === null) return readObject(value);
  return Object.fromEntries(
    readObjects(entries).flatMap(({ name, value: attribute }) => {
      const key = readText(name);
      return key === null ? [] : [[key, attribute ?? null]];
    }),
  );
}

/** The upstream's trace id, in the error bodies that have one (ArrowSphere 1.1, `.net` shape). */
export function readErrorReference(body: unknown): string | null {
  return readText(readObject(body)?.correlationId);
}
