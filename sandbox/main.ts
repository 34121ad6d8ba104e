import { parseArgs } from 'node:util';
import { welcome } from './welcome.js';
import { startSandbox } from './server.js';

try {
  const { port, host } = readArguments();
  const sandbox = await startSandbox({ port, host });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  console.log(welcome(sandbox.url));
} catch (error) {
  console.error(`The sandbox did not start: ${reason(error)}`);
  process.exitCode = 1;
}

function readArguments(): { readonly port: number; readonly host: string } {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4100' }, host: { type: 'string', default: '127.0.0.1' } },
  });
  const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`--port ${values.port} is not a number between 0 and 65535`);
  return { port, host: values.host };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `port ${String(error.port)} is already in use`;
  return error.message;
}
