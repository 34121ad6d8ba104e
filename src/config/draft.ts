import { formatPath, isWithin, valueAt, type Path } from './path.js';

/** A `${…}` of the file. */
export interface Reference {
  readonly path: Path;
  /** The name between the braces; empty where the reference is broken. */
  readonly variable: string;
  readonly hasDefault: boolean;
  readonly outcome: 'resolved' | 'missing' | 'broken';
}

/** The file with its references replaced: plain data that nothing has checked yet. */
export interface Draft {
  readonly value: unknown;
  readonly references: readonly Reference[];
}

export function referencesAt({ references }: Draft, path: Path): readonly Reference[] {
  return references.filter(
    (reference) => reference.path.length === path.length && isWithin(path, reference.path),
  );
}

/** Whether the value there is unknown for want of a variable: then nothing more can be said against it. */
export function isUnresolved(draft: Draft, path: Path): boolean {
  return referencesAt(draft, path).some(({ outcome }) => outcome !== 'resolved');
}

/** A path of the file for people: `sources[2].baseUrl (cockpit)`. */
export function placeOf(draft: Draft, path: Path): string {
  if (path.length === 0) return 'the file';
  const id = sourceId(draft, path);
  return id === undefined ? formatPath(path) : `${formatPath(path)} (${id})`;
}

/** The id of the source that the path is in; undefined where it has none that is safe to print. */
export function sourceId(draft: Draft, path: Path): string | undefined {
  const [section, index] = path;
  if (section !== 'sources' || index === undefined) return undefined;
  const idPath = [section, index, 'id'];
  const id = valueAt(draft.value, idPath);
  const isPrintable = typeof id === 'string' && /^[a-z0-9-]{1,64}$/.test(id);
  // An interpolated id may be anything that somebody put into a variable.
  return isPrintable && referencesAt(draft, idPath).length === 0 ? id : undefined;
}
