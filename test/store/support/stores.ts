import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { openStore, type StoreOptions } from '../../../src/store/open.js';
import type { Store } from '../../../src/store/store.js';

export const KEY = 'a key of more than thirty-two characters';

const opened: Store[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** An empty folder, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-graph-store-'));
  folders.push(folder);
  return folder;
}

/** The URL of a file that is not there yet. */
export async function freshUrl(): Promise<string> {
  return `file:${join(await temporaryFolder(), 'store.db')}`;
}

/** Closed after the test. A second one over the same URL is what a second process has. */
export async function open(url: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ url, encryptionKey: KEY, ...options });
  opened.push(store);
  return store;
}

/** Every byte of the store: the file, its log and its index. */
export async function bytesOf(folder: string): Promise<string> {
  const files = await readdir(folder);
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
  return contents.join('\n');
}
