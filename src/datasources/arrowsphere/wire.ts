import { isPlausibleExternalId } from '../../ids.js';
import type { CustomField } from '../../types/custom-field.js';
import type { PageFacts } from '../numbered-list.js';
import { readAtLeast, readInt, readList, readObject, readObjects, readText, type Wire } from '../reading.js';

/** The payload of the envelope `{status, data, pagination?}` that every answer but an error comes in. */
export function readData(body: unknown): unknown {
  return readObject(body)?.data;
}

/**
 * A list of rows; null where it is none, or where it has several entries and not one of them is an object.
 * A single odd one may be a row like any other, and costs itself alone: PHP writes an empty object as `[]`.
 */
export function readRows(value: unknown): readonly unknown[] | null {
  const rows = readList(value);
  return rows !== null && rows.length > 1 && readObjects(rows).length === 0 ? null : rows;
}

/** An answer may come without the block, and then says nothing of its page (ArrowSphere 1.1). */
export function readPagination(body: unknown): PageFacts {
  const block = readObject(readObject(body)?.pagination) ?? {};
  return {
    number: readAtLeast(1, block.current_page),
    size: readAtLeast(1, block.per_page),
    pages: readAtLeast(0, block.total_page),
    total: readAtLeast(0, block.total),
    hasNext: block.next === undefined ? null : readText(block.next) !== null,
  };
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

/** `{status, error, messages}`, whose messages are a text or a list (ArrowSphere 1.1). */
export function isOwnError(body: unknown): boolean {
  const { status, error, messages } = readObject(body) ?? {};
  return readInt(status) !== null && readText(error) !== null && messages !== undefined;
}
