import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build, GraphProcess } from './support/process.js';

const run = promisify(execFile);

let folder: string;
let graph: GraphProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-graph-walk-'));
  await build();
  graph = new GraphProcess(['--port', '0']);
}, 60_000);
afterAll(async () => {
  graph.signal('SIGKILL');
  await graph.ended;
  await rm(folder, { recursive: true });
});

it('The commands under "Writing" in the README answer what stands below them', async () => {
  const endpoint = await graph.printed(/GraphQL {3}(\S+)/);
  const steps = await stepsOf('README.md', 'Writing');
  expect(steps).toHaveLength(4);
  for (const { command, answer } of steps) {
    // Only where it runs differs from what a reader would type.
    const here = command.replaceAll('http://127.0.0.1:4000/graphql', endpoint);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', here], { cwd: folder });
    // The README leaves out what every answer tells besides: its cost.
    expect({ ...JSON.parse(stdout), extensions: undefined }).toEqual(JSON.parse(answer));
  }
}, 30_000);

interface Step {
  readonly command: string;
  readonly answer: string;
}

/** Every shell block of a section with the JSON block after it. */
async function stepsOf(file: string, section: string): Promise<readonly Step[]> {
  const text = await readFile(file, 'utf8');
  const body = text.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...body.matchAll(/^```sh\n(.*?)^```\n\s*^```json\n(.*?)^```$/gms)].map(
    ([, command = '', answer = '']) => ({ command, answer }),
  );
}
