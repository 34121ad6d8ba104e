import { placeOf, type Draft } from './draft.js';
import { isMapping, valueAt, type Path } from './path.js';

/** Part of the file's format from the beginning; nothing enforces them yet. */
const PLANNED_LIMITS = ['maxDepth', 'maxAliases', 'maxRootFields', 'maxDirectives', 'maxCost'];

/** One line for each setting that is accepted but does nothing yet, for the start-up log. */
export function noEffectNotices(draft: Draft): readonly string[] {
  return settingsAmong(PLANNED_LIMITS, draft, ['limits']).map(
    (path) => `${placeOf(draft, path)}: has no effect in this version`,
  );
}

/** Those of the names that the file gives a value there. */
function settingsAmong(names: readonly string[], draft: Draft, path: Path): readonly Path[] {
  const section = valueAt(draft.value, path);
  if (!isMapping(section)) return [];
  return Object.keys(section)
    .filter((name) => names.includes(name))
    .map((name) => [...path, name]);
}
