import { plannedTransportShape } from '../datasources/provider.js';
import { placeOf, type Draft } from './draft.js';
import { isMapping, valueAt, type Path } from './path.js';

/** One line for each setting that is accepted but does nothing yet, for the start-up log. */
export function noEffectNotices(draft: Draft): readonly string[] {
  const sources = valueAt(draft.value, ['sources']);
  const transports = (Array.isArray(sources) ? sources : []).flatMap((_, index) =>
    plannedSettings(draft, ['sources', index, 'transport']),
  );
  return transports.map((path) => `${placeOf(draft, path)}: has no effect in this version`);
}

function plannedSettings(draft: Draft, path: Path): readonly Path[] {
  const transport = valueAt(draft.value, path);
  if (!isMapping(transport)) return [];
  return Object.keys(transport)
    .filter((name) => name in plannedTransportShape)
    .map((name) => [...path, name]);
}
