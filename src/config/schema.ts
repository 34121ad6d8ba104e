import { z } from 'zod';
import { httpUrl } from '../datasources/provider.js';

const text = z.string().min(1);
const atLeastOne = z.int().min(1);

const server = z.strictObject({
  host: text.default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(4000),
  /** How long the process still listens after SIGTERM, not ready any more. A drain has 10 s in all. */
  drainGraceMs: z.int().min(0).max(5_000).default(500),
  // Their defaults depend on the profile: on in development, off in production.
  graphiql: z.boolean().optional(),
  introspection: z.boolean().optional(),
  /** Plans made once for each operation, or graphql-js; their answers are the same. */
  execution: z.enum(['compiled', 'graphql-js']).default('compiled'),
  /** Seals the cursors that lists give out. */
  cursorSecret: z.string().min(32).optional(),
});

/** Without `none`, which is no signature, and HS…, with which whoever knows the public key could sign. */
const algorithm = z.enum([
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const),
]);

const jwt = z.strictObject({
  issuer: text,
  audience: text,
  jwksUrl: httpUrl.optional(),
  jwksFile: text.optional(),
  algorithms: z.array(algorithm).min(1).default(['RS256', 'ES256']),
});

const auth = z.strictObject({ mode: z.enum(['none', 'jwt']).default('none'), jwt: jwt.optional() });

const store = z.strictObject({
  url: z
    .string()
    .regex(
      /^(file:.|rediss?:\/\/.|memory:$)/,
      'must be file: and a path, redis://host:port/database, or memory:',
    )
    .default('file:./var/partner-graph.db'),
  /** Seals the secrets in it. */
  encryptionKey: z.string().min(32).optional(),
  /** How long the work of a process that died is left alone. */
  leaseMs: atLeastOne.default(10_000),
});

const limits = z.strictObject({
  operationTimeoutMs: atLeastOne.default(15_000),
  maxUpstreamCallsPerOperation: atLeastOne.default(200),
  maxDepth: atLeastOne.default(12),
  maxAliases: atLeastOne.default(15),
  maxRootFields: atLeastOne.default(10),
  maxDirectives: atLeastOne.default(10),
  maxTokens: atLeastOne.default(2_000),
  maxCost: atLeastOne.default(5_000),
  /** What one caller's operations may cost together; 0 is no limit. The default depends on the profile. */
  costPerMinute: z.int().min(0).optional(),
  maxBodyBytes: atLeastOne.default(262_144),
  /** Upstream pages that one source may be searched through for one page of a filtered list. */
  maxScanPages: atLeastOne.default(10),
});

const log = z.strictObject({
  level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const metrics = z.strictObject({
  /** What `/metrics` asks for; without it, whoever can reach the server can read them. */
  token: z.string().min(32).optional(),
});

/** Everything but the sources, each of which its own provider parses. */
export const settingsSchema = z.strictObject({
  profile: z.enum(['development', 'production']).default('development'),
  server: server.prefault({}),
  auth: auth.prefault({}),
  store: store.prefault({}),
  limits: limits.prefault({}),
  log: log.prefault({}),
  metrics: metrics.prefault({}),
  sources: z.array(z.unknown()).min(1),
});

export type Settings = z.infer<typeof settingsSchema>;
