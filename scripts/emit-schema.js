// Writes schema.graphql from the built code; with --check it writes nothing and fails where the file is not what the code says.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { createSchema, printSchema } from '../dist/src/graphql/schema.js';
import { changedLines } from './changed-lines.js';

const file = new URL('../schema.graphql', import.meta.url);
const emitted = printSchema(createSchema());

if (process.argv.includes('--check')) await check();
else await writeFile(file, emitted);

async function check() {
  const committed = await readFile(file, 'utf8').catch(() => '');
  const changes = changedLines(committed, emitted);
  if (changes.length === 0) return;
  console.error('schema.graphql is not what the code says; `npm run codegen` writes it anew:');
  console.error(changes.join('\n'));
  process.exitCode = 1;
}
