import { packageFile, ROOT } from './contenders/paths.js';

export interface StartCommand {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

/** How `npm start` runs this project: what is measured or soaked is what users run. */
export function startCommand(): StartCommand {
  return commandIn(packageFile(ROOT).scripts?.start ?? '');
}

/** Takes `… && NAME=value exec node --flag file.js` apart. */
export function commandIn(script: string): StartCommand {
  const own = script.split('&&').at(-1) ?? '';
  const words = own.trim().split(/\s+/);
  const node = words.indexOf('node');
  if (node < 0) throw new Error(`The start script runs no node: ${script}`);
  const assignments = words.slice(0, node).flatMap((word) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(word) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return { env: Object.fromEntries(assignments), args: words.slice(node + 1) };
}
