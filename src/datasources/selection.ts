import { BadUserInput } from '../errors.js';
import { decodeNodeId } from '../ids.js';
import type { Provider } from '../types/source.js';
import type { OpenSource, Sources } from './sources.js';

interface SourceSelection {
  readonly sourceIds?: readonly string[] | null;
  readonly providers?: readonly Provider[] | null;
}

/** What a cursor belongs to: the same text for every way to write the same filter. */
export function listName(kind: string, { sourceIds, providers }: SourceSelection, criteria: object): string {
  return JSON.stringify([kind, sorted(sourceIds), sorted(providers), criteria]);
}

/** The members of a set as a list that two spellings of it share; null where there is none. */
export function sorted(values: readonly string[] | null | undefined): readonly string[] | null {
  return values == null ? null : [...new Set(values)].sort();
}

/** The sources a filter selects. A source that is unknown and one that the caller may not see are the same thing. */
export function selectedSources(
  sources: Sources,
  { sourceIds, providers }: SourceSelection,
): readonly OpenSource[] {
  const unknown = sourceIds?.find((id) => sources.get(id) === undefined);
  if (unknown !== undefined) {
    throw new BadUserInput(
      'filter.sourceIds',
      `there is no such source; known are: ${sources.ids().join(', ')}.`,
    );
  }
  return [...sources].filter(
    ({ datasource }) =>
      (sourceIds?.includes(datasource.id) ?? true) && (providers?.includes(datasource.provider) ?? true),
  );
}

/** The customers a filter names, by source. */
export function customersBySource(
  ids: readonly string[] | null,
): ReadonlyMap<string, readonly string[]> | null {
  if (ids === null) return null;
  const bySource = new Map<string, Set<string>>();
  ids.forEach((id, index) => {
    const ref = decodeNodeId(id);
    if (ref?.kind !== 'customer') {
      throw new BadUserInput(`filter.customerIds[${index}]`, 'is not the id of a customer in this graph.');
    }
    bySource.set(ref.sourceId, (bySource.get(ref.sourceId) ?? new Set()).add(ref.externalId));
  });
  return new Map([...bySource].map(([sourceId, customers]) => [sourceId, [...customers]]));
}
