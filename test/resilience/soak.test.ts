import { beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from '../e2e/support/process.js';

beforeAll(() => build(), 60_000);

it('R20: five seconds of mixed faults: no wrong answer, no unhandled rejection, everything comes to rest', async () => {
  const args = ['dist/soak/main.js', '--minutes', '0.083', '--seed', 'suite', '--callers', '8'];
  // It ends with 1, and this with its words, where anything is not right.
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toContain('| wrong answers | 0 |');
  expect(stdout).toContain('| unhandled rejections | 0 |');
  expect(stdout).not.toMatch(/\b[1-9]\d* (running|waiting)|not closed|never/);
}, 90_000);
