import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Seen from dist/bench/contenders, where this runs. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const PEERS = `${ROOT}bench/peers/`;

interface PackageFile {
  readonly version: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

export function packageFile(folder: string): PackageFile {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageFile;
}

/** `name version, …` of installed packages. */
export function versionsOf(folder: string, names: readonly string[]): string {
  return names.map((name) => `${name} ${packageFile(`${folder}node_modules/${name}`).version}`).join(', ');
}
