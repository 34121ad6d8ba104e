import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const TESTS = new URL('..', import.meta.url).pathname;

/** What reliable and secure mean here: R1 to R21 and S1 to S14, each of which some test shows. */
const ROWS = [
  ...Array.from({ length: 21 }, (_, index) => `R${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `S${index + 1}`),
];

/** The id at the start of a name, also of a table's tests: `it.each([…])('R17: …'`. */
const NAMED = /(?:\b(?:it|describe)|[\])>]\s*\)?)\(\s*['"`]([RS]\d+):/g;

it('every row of what is promised begins the name of a test', async () => {
  const files = (await readdir(TESTS, { recursive: true })).filter((file) => file.endsWith('.test.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(TESTS, file), 'utf8')));
  const shown = new Set(texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, row]) => row)));
  expect(ROWS.filter((row) => !shown.has(row))).toEqual([]);
});
