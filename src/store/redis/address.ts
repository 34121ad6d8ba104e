/** What a URL of a Redis server says. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
}

const DEFAULT_PORT = 6379;

/** Of `redis://user:password@host:port/database` or `rediss://…`, all but the host optional; undefined for anything else. */
export function addressOf(url: string): RedisAddress | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(url);
  const database = /^\/?(\d{0,5})$/.exec(pathname)?.[1];
  // Options after a question mark would be read by some clients, and would be silently without effect here.
  if (hostname === '' || database === undefined || search !== '' || hash !== '') return undefined;
  try {
    return {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port === '' ? DEFAULT_PORT : Number(port),
      tls: protocol === 'rediss:',
      username: decodeURIComponent(username) || undefined,
      password: decodeURIComponent(password) || undefined,
      database: Number(database),
    };
  } catch {
    return undefined; // a % that encodes nothing
  }
}
