import { readArguments, startFailure } from './command-line.js';
import { startSandbox } from './server.js';
import { welcome } from './welcome.js';

try {
  const sandbox = await startSandbox(readArguments(process.argv.slice(2)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  console.log(welcome(sandbox.url));
} catch (error) {
  console.error(`The sandbox did not start: ${startFailure(error)}`);
  process.exitCode = 1;
}
