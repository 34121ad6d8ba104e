import { parseArgs } from 'node:util';

const DEFAULT_PORT = '4100';

/** What follows `npm run sandbox --`; throws with one line for what it does not understand. */
export function readArguments(args: readonly string[]): { readonly port: number; readonly host: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: DEFAULT_PORT },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`--port ${values.port} is not a number between 0 and 65535`);
  return { port, host: values.host };
}

/** Why it did not start, in one line. */
export function startFailure(error: unknown): string {
  const isTaken = hasCode(error) && error.code === 'EADDRINUSE';
  if (isTaken) return `port ${String(error.port)} is already in use`;
  return error instanceof Error ? error.message : String(error);
}

function hasCode(error: unknown): error is { readonly code: unknown; readonly port?: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error;
}
