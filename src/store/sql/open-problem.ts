import type { ConfigurationFault } from '../../config/faults.js';
import { StoreFault } from '../faults.js';
import { BrokenSeal, ForeignSeal } from '../sealing.js';

/** What whoever runs the process can do about a file that does not open; undefined for an error of another kind. */
export function fileFaultOf(error: unknown): StoreFault | undefined {
  const fault = faultOf(error);
  return fault && new StoreFault(fault, error);
}

function faultOf(error: unknown): ConfigurationFault | undefined {
  if (error instanceof ForeignSeal)
    return {
      path: 'store.encryptionKey',
      problem: 'is not the key that the store was written with',
      remedy: 'set the former key, or name another file in store.url',
    };
  const path = 'store.url';
  const code = codeOf(error);
  if (error instanceof BrokenSeal || code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return {
      path,
      problem: 'names a file that is damaged, or is no store',
      remedy: 'restore it from a backup, or name another file',
    };
  // kysely says no more than this of a migration that it does not know.
  if (error instanceof Error && error.message.startsWith('corrupted migrations'))
    return {
      path,
      problem: 'names a file that a newer version has written',
      remedy: 'start that version, or name another file',
    };
  // Of SQLite, or of the system: EACCES, ENOTDIR, EROFS and their like.
  if (/^(SQLITE_|E[A-Z]+$)/.test(code))
    return {
      path,
      problem: 'names a file that cannot be opened and written',
      remedy: 'name one in a folder that this user may write to',
    };
  return undefined;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
