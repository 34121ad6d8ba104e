import type { ConfiguredSource, ProviderDefinition } from '../datasources/provider.js';
import { check, type Checked } from './check.js';
import { isUnresolved, placeOf, type Draft } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { oneOf, suggest } from './nearest.js';
import { formatPath, isMapping, valueAt } from './path.js';

/** Has each entry of `sources` parsed by the provider it names. */
export function checkSources(
  draft: Draft,
  providers: readonly ProviderDefinition[],
): Checked<readonly ConfiguredSource[]> {
  const entries = valueAt(draft.value, ['sources']);
  if (!Array.isArray(entries)) return { value: undefined, faults: [] };
  const checked = entries.map((_, index) => checkSource(draft, index, providers));
  const faults = [...checked.flatMap((source) => source.faults), ...duplicateIds(draft, entries)];
  const value = checked.flatMap((source) => (source.value === undefined ? [] : [source.value]));
  return { value: value.length === entries.length ? value : undefined, faults };
}

function checkSource(
  draft: Draft,
  index: number,
  providers: readonly ProviderDefinition[],
): Checked<ConfiguredSource> {
  const path = ['sources', index] as const;
  const entry = valueAt(draft.value, path);
  const failed = (fault: Omit<ConfigurationFault, 'path'>, member?: string) => {
    const place = placeOf(draft, member === undefined ? path : [...path, member]);
    return { value: undefined, faults: [{ path: place, ...fault }] };
  };
  if (!isMapping(entry))
    return failed({ problem: 'is not a mapping', remedy: 'give it id, provider and baseUrl' });

  const known = new Map(providers.map((definition) => [definition.provider.toLowerCase(), definition]));
  const names = [...known.keys()];
  const { provider } = entry;
  if (provider === undefined)
    return failed({ problem: 'is missing', remedy: `set it to ${oneOf(names)}` }, 'provider');
  if (isUnresolved(draft, [...path, 'provider'])) return { value: undefined, faults: [] };
  const definition = typeof provider === 'string' ? known.get(provider) : undefined;
  if (definition !== undefined) return check(definition.schema, draft, path);
  return failed({ problem: 'is not a known provider', remedy: suggestProvider(provider, names) }, 'provider');
}

function suggestProvider(provider: unknown, names: readonly string[]): string {
  const all = `use ${oneOf(names)}`;
  const meant = typeof provider === 'string' ? suggest(provider, names) : all;
  return meant === all ? all : `${meant} (known: ${names.join(', ')})`;
}

/** Two sources with one id would share every id that the graph gives out. */
function duplicateIds(draft: Draft, entries: readonly unknown[]): readonly ConfigurationFault[] {
  const ids = entries.map((entry) => valueAt(entry, ['id']));
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    const path = ['sources', index, 'id'];
    if (typeof id !== 'string' || first === index || isUnresolved(draft, path)) return [];
    return [
      {
        path: placeOf(draft, path),
        problem: `is also the id of ${formatPath(['sources', first])}`,
        remedy: 'give every source an id of its own',
      },
    ];
  });
}
