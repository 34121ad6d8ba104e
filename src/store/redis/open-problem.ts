import { ErrorReply } from '@redis/client';
import type { ConfigurationFault } from '../../config/faults.js';
import { StoreFault } from '../faults.js';
import { BrokenSeal, ForeignSeal } from '../sealing.js';

/** The server's words for a user or password that it does not know, or does not want. */
const STRANGER = /^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password|ERR Client sent AUTH)/;
/** What TLS and the checks of a certificate fail with; node has no class for them. */
const UNTRUSTED = /CERT|SELF_SIGNED|ISSUER/;

/** What whoever runs the process can do about a server that cannot be used; tells nothing of its URL. */
export function serverFaultOf(error: unknown): StoreFault {
  return error instanceof StoreFault ? error : new StoreFault(faultOf(error), error);
}

function faultOf(error: unknown): ConfigurationFault {
  if (error instanceof ForeignSeal)
    return {
      path: 'store.encryptionKey',
      problem: 'is not the key that the store was written with',
      remedy: 'set the former key, or name another database in store.url',
    };
  const path = 'store.url';
  if (error instanceof BrokenSeal)
    return {
      path,
      problem: 'names a database that is damaged',
      remedy: 'restore it from a backup, or name another database',
    };
  if (error instanceof ErrorReply) return { path, ...refusal(error.message) };
  if (UNTRUSTED.test(codeOf(error)))
    return {
      path,
      problem: 'names a server whose certificate is not trusted',
      remedy: 'name the host as its certificate does, and put the file of its CA into NODE_EXTRA_CA_CERTS',
    };
  return {
    path,
    problem: 'names a server that cannot be reached',
    remedy: 'start it, or mend host and port; rediss: is for servers that speak TLS, redis: for others',
  };
}

function refusal(message: string): Omit<ConfigurationFault, 'path'> {
  if (STRANGER.test(message))
    return {
      problem: 'names a server that does not let this user in',
      remedy:
        'mend user and password, which are percent-encoded in a URL, e.g. redis://user:p%40ss@host:6379/0',
    };
  if (message.startsWith('ERR DB index'))
    return { problem: 'names a database that the server does not have', remedy: 'name another, e.g. 0' };
  const word = /^[A-Z]+/.exec(message)?.[0] ?? 'ERR';
  return {
    problem: `names a server that refuses what a store needs (${word})`,
    remedy: 'name one that is no replica and no cluster, and let this user read, write and run scripts there',
  };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
