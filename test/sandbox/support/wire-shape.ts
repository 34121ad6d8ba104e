import { readFileSync } from 'node:fs';

/** A vendor's sample answer, as copied into the fixtures. */
export function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/upstreams/${file}`, import.meta.url), 'utf8'));
}

/**
 * Which members the values have and of which JSON types, list elements taken together:
 * `{ 'payload[].total': 'null|number' }`. Two answers of one contract have the same shape whatever their data.
 */
export function shapeOf(...values: readonly unknown[]): Record<string, string> {
  const types = new Map<string, Set<string>>();
  for (const value of values) collect(value, '', types);
  return Object.fromEntries([...types].map(([path, names]) => [path, [...names].sort().join('|')]));
}

function collect(value: unknown, path: string, types: Map<string, Set<string>>): void {
  types.set(path, (types.get(path) ?? new Set()).add(typeName(value)));
  if (Array.isArray(value)) for (const element of value) collect(element, `${path}[]`, types);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value))
      collect(member, path === '' ? name : `${path}.${name}`, types);
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
