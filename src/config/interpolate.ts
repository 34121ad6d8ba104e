import { placeOf, type Draft, type Reference } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { isMapping, isSecret, type Path } from './path.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$${` is a literal `${`; whatever else begins with `${` and is no reference is `broken`. */
const REFERENCE =
  /(?<literal>\$\$\{)|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<alternative>:-(?<text>[^}]*))?\}|(?<broken>\$\{)/g;

/**
 * Replaces `${NAME}` and `${NAME:-default}` in the string scalars of a parsed document.
 * After the parsing, so that no value can add to the document; and once, so that no value is a reference itself.
 */
export function interpolate(document: unknown, environment: Environment): Draft {
  const references: Reference[] = [];

  const replace = (text: string, path: Path): string => {
    const parts: string[] = [];
    let end = 0;
    for (const match of text.matchAll(REFERENCE)) {
      parts.push(text.slice(end, match.index));
      end = match.index + match[0].length;
      if (match.groups?.literal !== undefined) parts.push('${');
      else {
        const { value, ...reference } = resolve(match.groups ?? {}, environment);
        references.push({ path, ...reference });
        parts.push(value);
      }
    }
    return parts.join('') + text.slice(end);
  };

  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return replace(value, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (!isMapping(value)) return value;
    // A member without a value (`limits:` with every line under it commented out) counts as not written.
    const written = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(written.map(([name, member]) => [name, walk(member, [...path, name])]));
  };

  return { value: walk(document, []), references };
}

/** One line for each reference that leads nowhere. The text around it is not quoted: a password may well hold `${`. */
export function referenceFaults(draft: Draft): readonly ConfigurationFault[] {
  return draft.references.flatMap((reference) => {
    if (reference.outcome === 'resolved') return [];
    const words = reference.outcome === 'missing' ? missingVariable(reference) : BROKEN_REFERENCE;
    return { path: placeOf(draft, reference.path), ...words };
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

/** As in a shell, the default of `:-` also stands in for a variable that is empty. */
function resolve({ name = '', alternative, text = '' }: Groups, environment: Environment) {
  const hasDefault = alternative !== undefined;
  const reference = { variable: name, hasDefault };
  if (name === '') return { ...reference, outcome: 'broken', value: '' } as const;
  const value = environment[name];
  if (hasDefault) return { ...reference, outcome: 'resolved', value: isSet(value) ? value : text } as const;
  if (value === undefined) return { ...reference, outcome: 'missing', value: '' } as const;
  return { ...reference, outcome: 'resolved', value } as const;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function missingVariable({ path, variable }: Reference) {
  const problem = `takes its value from the environment, where ${variable} is not set`;
  // Nobody should be talked into a default for a secret.
  const alternative = isSecret(path) ? '' : `, or write a default as \${${variable}:-default}`;
  return { problem, remedy: `set ${variable}${alternative}` };
}

const BROKEN_REFERENCE = {
  problem: 'holds a ${ that begins no reference',
  remedy: 'write ${NAME} or ${NAME:-default}, or $${ for a literal ${',
};
