import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { ConfigurationFault } from './faults.js';
import { isMapping } from './path.js';

export type DocumentResult =
  | { readonly document: unknown; readonly faults?: never }
  | { readonly faults: readonly ConfigurationFault[] };

/** What to do about the commonest slips. The library's own messages quote the file, and with it perhaps a secret. */
const SYNTAX_ERRORS: Readonly<
  Partial<Record<YAMLError['code'], readonly [problem: string, remedy: string]>>
> = {
  BAD_DQ_ESCAPE: [
    'has an unknown \\ in double quotes',
    'write \\\\ for a literal backslash, or use single quotes',
  ],
  BAD_INDENT: [
    'is indented wrongly or misses a closing bracket',
    'line it up with its neighbours, close every bracket',
  ],
  BAD_SCALAR_START: ['begins a value with a reserved character', 'put the value in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['holds a second ": "', 'put the value in quotes or on a line of its own'],
  DUPLICATE_KEY: ['names the same member a second time', 'keep one of the two'],
  MISSING_CHAR: ['misses a closing quote, bracket or comma', 'add it'],
  MULTIPLE_DOCS: ['begins a second document', 'keep one document a file'],
  TAB_AS_INDENT: ['is indented with a tab', 'use spaces'],
  TAG_RESOLVE_FAILED: ['has an unknown tag', 'put a value that begins with ! in quotes'],
  UNEXPECTED_TOKEN: [
    'holds something that does not belong there',
    'check the indentation, and put values with { } [ ] , : # or ${NAME} in quotes',
  ],
};
const OTHER_SYNTAX_ERROR = ['is not valid YAML', 'check quotes, colons and indentation'] as const;

const READ_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a directory',
  EACCES: 'may not be read by this user',
};

export async function readDocument(file: string): Promise<DocumentResult> {
  try {
    return parseYaml(file, await readFile(file, 'utf8'));
  } catch (error) {
    const code = isMapping(error) && typeof error.code === 'string' ? error.code : '';
    const problem = READ_ERRORS[code] ?? 'cannot be read';
    const remedy = 'name a readable YAML file with --config or PARTNER_GRAPH_CONFIG';
    return { faults: [{ path: file, problem, remedy }] };
  }
}

function parseYaml(file: string, text: string): DocumentResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines, stringKeys: true });
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) return { faults: syntaxFaults(file, errors, lines) };
  const value: unknown = resolveAliases(document);
  if (value !== undefined) return { document: value };
  const problem = 'has an alias (*name) that leads nowhere or to itself';
  return { faults: [{ path: file, problem, remedy: 'write its anchor (&name) before it' }] };
}

/** The first error of each line: the others follow from it. */
function syntaxFaults(file: string, errors: readonly YAMLError[], lines: LineCounter): ConfigurationFault[] {
  const byLine = new Map<number, ConfigurationFault>();
  for (const { code, pos } of errors) {
    const { line, col } = lines.linePos(pos[0]);
    const [problem, remedy] = SYNTAX_ERRORS[code] ?? OTHER_SYNTAX_ERROR;
    if (!byLine.has(line)) byLine.set(line, { path: `${file}:${line}:${col}`, problem, remedy });
  }
  return [...byLine.values()];
}

/** Undefined where an alias cannot be followed to an end. */
function resolveAliases(document: { toJS(): unknown }): unknown {
  try {
    const value = document.toJS();
    JSON.stringify(value); // throws where an alias stands inside its own anchor
    return value;
  } catch {
    return undefined;
  }
}
