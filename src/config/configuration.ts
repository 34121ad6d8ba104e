import type { ConfiguredSource } from '../datasources/provider.js';
import type { KeySet } from './key-file.js';
import type { Settings } from './schema.js';

export type Profile = Settings['profile'];
export type Limits = Readonly<Settings['limits'] & { costPerMinute: number }>;

/** What the process runs with: checked, complete and deeply frozen. */
export interface Configuration {
  readonly profile: Profile;
  readonly server: ServerSettings;
  readonly auth: AuthSettings;
  readonly store: StoreSettings;
  readonly limits: Limits;
  readonly log: Readonly<Settings['log']>;
  readonly metrics: { readonly token: string | undefined };
  /** Whether the environment asks for traces. */
  readonly tracing: boolean;
  readonly sources: readonly ConfiguredSource[];
}

export type AuthSettings = { readonly mode: 'none' } | JwtSettings;

export interface JwtSettings {
  readonly mode: 'jwt';
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: { readonly url: string } | { readonly jwks: KeySet };
}

export interface ServerSettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly drainGraceMs: number;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly execution: Settings['server']['execution'];
  readonly cursorSecret: string;
}

export interface StoreSettings {
  readonly url: string;
  readonly encryptionKey: string;
  readonly leaseMs: number;
}

/**
 * Public, so that nothing has to be set up to develop, and constant, so that a cursor survives a restart.
 * Production refuses it.
 */
export const DEVELOPMENT_CURSOR_SECRET = 'partner-graph development cursors, not secret';

/** Public for the same reasons; whoever reads the file of a development store can open what is in it. */
export const DEVELOPMENT_ENCRYPTION_KEY = 'partner-graph development store, not secret';

/** About a thousand lists of fifty customers with their addresses; who develops measures and loads as they please. */
const COST_PER_MINUTE = { development: 0, production: 100_000 };

interface StartSettings {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly tracing: boolean;
}

/** Puts the parts together; what flags and environment say about the listener comes before what the file says. */
export function assemble(
  { profile, server, auth, store, limits, log, metrics }: Settings,
  sources: readonly ConfiguredSource[],
  keyFile: KeySet | undefined,
  { host = server.host, port = server.port, tracing }: StartSettings,
): Configuration {
  const isDevelopment = profile === 'development';
  const { drainGraceMs, execution, graphiql = isDevelopment, introspection = isDevelopment } = server;
  const cursorSecret = server.cursorSecret ?? DEVELOPMENT_CURSOR_SECRET;
  return deepFreeze({
    profile,
    server: { host, port, drainGraceMs, graphiql, introspection, execution, cursorSecret },
    auth: authSettings(auth, keyFile),
    store: { ...store, encryptionKey: store.encryptionKey ?? DEVELOPMENT_ENCRYPTION_KEY },
    limits: { ...limits, costPerMinute: limits.costPerMinute ?? COST_PER_MINUTE[profile] },
    log,
    metrics: { token: metrics.token },
    tracing,
    sources,
  });
}

function authSettings({ mode, jwt }: Settings['auth'], keyFile: KeySet | undefined): AuthSettings {
  if (mode === 'none') return { mode };
  // The rules refuse it long before.
  if (jwt === undefined) throw new TypeError('auth.mode is jwt, and there is no auth.jwt.');
  const { issuer, audience, algorithms, jwksUrl } = jwt;
  const keys = jwksUrl === undefined ? { jwks: keyFile ?? { keys: [] } } : { url: jwksUrl };
  return { mode, issuer, audience, algorithms, keys };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
