import { isMapping } from '../config/path.js';

/** Why the server cannot listen, and what would help; undefined for an error that is about something else. */
export function listenProblem(error: unknown, { host, port }: ListenAddress): string | undefined {
  if (!isMapping(error)) return undefined;
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is already in use; choose another with --port (0 takes any free port)`;
    case 'EACCES':
      return `port ${port} may not be used by this user; choose another with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `host ${host} is no address of this machine; choose another with --host`;
    default:
      return undefined;
  }
}

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}
