import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An operation that GraphiQL opens in a tab of its own. */
export interface ExampleOperation {
  /** A named operation: its name is the title of the tab. */
  readonly query: string;
  /** JSON, as the variables editor shows it. */
  readonly variables: string;
}

/** In the order of the tabs. */
const NAMES = ['merged-customers', 'customer-with-everything', 'orders-with-products', 'entities'] as const;

/** Reads `examples/`: the operations that the README shows and that clients' types are generated from. */
export function loadExamples(): readonly ExampleOperation[] {
  const folder = join(projectRoot(import.meta.dirname), 'examples');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').trimEnd();
  return NAMES.map((name) => ({ query: read(`${name}.graphql`), variables: read(`${name}.variables.json`) }));
}

/** The nearest folder above that has a package.json: this file runs from `src/` and, compiled, from `dist/src/`. */
function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('GraphiQL finds no examples: there is no package.json above it');
  return projectRoot(parent);
}
