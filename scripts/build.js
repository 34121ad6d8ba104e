// Compiles src/, sandbox/, bench/ and soak/ to dist/ with swc: types are the job of `npm run types`, so a start never waits for them.
// Only files newer than their output are compiled; outputs whose source is gone are removed.
import { statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');
const folders = ['src', 'sandbox', 'bench', 'soak'];
/** Times are set to the millisecond, and a file system keeps them finer: compared exactly, all would be stale for ever. */
const SAME_MS = 2;

const listed = await Promise.all(folders.map((folder) => sourcesIn(folder)));
const sources = listed.flat();
const stale = sources.filter(isStale);
if (stale.length > 0) {
  const { transformFile } = await import('@swc/core');
  await Promise.all(stale.map((file) => compile(file, transformFile)));
}
await removeOrphans(new Set(sources.map(outputOf)));

/** The peers of bench/ are programs of their own, with thousands of files where they are installed. */
async function sourcesIn(folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'peers' ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

function outputOf(file) {
  return join(out, file.replace(/\.ts$/, '.js'));
}

/** Synchronous: hundreds of promises would take longer than the files do. */
function isStale(file) {
  const output = statSync(outputOf(file), { throwIfNoEntry: false });
  if (output === undefined) return true;
  return Math.abs(output.mtimeMs - statSync(join(root, file)).mtimeMs) >= SAME_MS;
}

async function compile(file, transformFile) {
  const { code } = await transformFile(join(root, file), { cwd: root });
  const target = outputOf(file);
  await mkdir(dirname(target), { recursive: true });
  // In place only when it is whole: test files build side by side, and start processes from what is there.
  const draft = `${target}.${process.pid}`;
  await writeFile(draft, code);
  const { mtime } = await stat(join(root, file));
  await utimes(draft, mtime, mtime);
  await rename(draft, target);
}

async function removeOrphans(expected) {
  const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
  const orphans = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !expected.has(file));
  await Promise.all(orphans.map((file) => rm(file)));
}
