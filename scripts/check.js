// `npm run check`: everything that can be told without starting the graph. Two at a time, the longest first; a failure
// stops none of the others, so that one run tells everything.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const AT_ONCE = 2;
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = 'node_modules/.bin';
const cache = 'node_modules/.cache';

const steps = [
  // Uncached: what a rule says of a file depends on the types of others.
  ['lint', `${bin}/eslint .`],
  ['types', `${bin}/tsc --noEmit`],
  ['format', `${bin}/prettier . --check --log-level warn --cache`],
  ['spelling', `${bin}/cspell lint --no-progress --no-summary --cache --cache-location ${cache}/cspell`],
  ['public contract', `node --experimental-vm-modules ${bin}/jest test/contract/public-contract.test.ts`],
  ['codegen drift', `${bin}/graphql-codegen --check --silent`],
  ['dead code', `${bin}/knip --no-progress`],
  ['schema drift', 'node scripts/emit-schema.js --check'],
];

const failed = (await passes('build', 'node scripts/build.js')) ? await failuresOf([...steps]) : ['build'];
if (failed.length > 0) {
  console.error(`Not right: ${failed.join(', ')}`);
  process.exitCode = 1;
}

async function failuresOf(queue) {
  const failures = [];
  const work = async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      if (!(await passes(...step))) failures.push(step[0]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failures;
}

async function passes(name, command) {
  const started = performance.now();
  const { code, output } = await run(...command.split(' '));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}

function run(file, ...args) {
  const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: Buffer.concat(chunks).toString() });
    });
  });
}
