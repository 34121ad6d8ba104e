import { z } from 'zod';
import type { RefreshTokens } from '../store/store.js';
import type { Provider } from '../types/source.js';
import type { CallObserver } from '../upstream/trace.js';
import type { TransportSettings } from '../upstream/transport.js';
import type { Datasource } from './source.js';

/** What every source may set about its transport; a provider may bring defaults of its own. */
const transportSchema = z
  .strictObject({
    timeoutMs: z.int().min(1).max(120_000),
    concurrency: z.int().min(1).max(1_000),
    queue: z.int().min(0).max(100_000),
    maxResponseBytes: z.int().min(1_024),
    readsPerMinute: z.int().min(0),
    writesPerMinute: z.int().min(0),
    retries: z.int().min(0).max(10),
    retryAfterCapMs: z.int().min(0).max(600_000),
    circuit: z.strictObject({ failures: z.int().min(1), openMs: z.int().min(1) }).partial(),
    freshMs: z.int().min(0),
    staleMs: z.int().min(0),
    maxCacheBytes: z.int().min(0),
  })
  .partial();

const TRANSPORT_DEFAULTS: TransportSettings = {
  timeoutMs: 5_000,
  concurrency: 10,
  queue: 200,
  maxResponseBytes: 16 * 1024 * 1024,
  readsPerMinute: 0,
  writesPerMinute: 0,
  retries: 2,
  retryAfterCapMs: 10_000,
  circuit: { failures: 5, openMs: 10_000 },
  freshMs: 15_000,
  staleMs: 600_000,
  maxCacheBytes: 32 * 1024 * 1024,
};

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Paris');

export const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an absolute http(s) URL' });
export const secret = z.string().min(1, 'must not be empty');

/** What every source of the configuration file has. */
const commonShape = {
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be 1-64 characters of a-z, 0-9 and -'),
  provider: z.string(),
  name: z.string().min(1).optional(),
  baseUrl: httpUrl,
  timeZone: timeZone.default('UTC'),
  transport: transportSchema.optional(),
};

export interface CommonSettings {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly timeZone: string;
  readonly transport: TransportSettings;
}

/** What the application lends to every datasource. */
export interface DatasourceServices {
  readonly refreshTokens: RefreshTokens;
  readonly observe: CallObserver;
}

/** A source of the configuration file, found valid and ready to be opened. */
export interface ConfiguredSource {
  readonly id: string;
  readonly provider: Provider;
  open(services: DatasourceServices): Datasource;
}

export interface ProviderDefinition {
  readonly provider: Provider;
  /** Parses one entry of `sources` in the configuration file. */
  readonly schema: z.ZodType<ConfiguredSource>;
}

export interface ProviderOptions<Shape extends z.ZodRawShape> {
  readonly provider: Provider;
  /** What its entries in the configuration file have beside the common members. */
  readonly settings: Shape;
  readonly transport?: Partial<TransportSettings>;
  create(settings: CommonSettings & z.infer<z.ZodObject<Shape>>, services: DatasourceServices): Datasource;
}

/** Makes a provider known: its settings, its defaults, and how a datasource is created from them. */
export function defineProvider<Shape extends z.ZodRawShape>(
  options: ProviderOptions<Shape>,
): ProviderDefinition {
  const { provider, transport, create } = options;
  const specific = z.object(options.settings);
  const schema = z.strictObject({ ...commonShape, ...options.settings }).transform((entry) => {
    const common = z.object(commonShape).parse(entry);
    const settings = {
      ...specific.parse(entry),
      id: common.id,
      name: common.name ?? common.id,
      baseUrl: common.baseUrl,
      timeZone: common.timeZone,
      transport: transportSettings(transport ?? {}, common.transport ?? {}),
    };
    return { id: common.id, provider, open: (services: DatasourceServices) => create(settings, services) };
  });
  return { provider, schema };
}

function transportSettings(
  ofProvider: Partial<TransportSettings>,
  { circuit, ...written }: z.infer<typeof transportSchema>,
): TransportSettings {
  const defaults = { ...TRANSPORT_DEFAULTS, ...ofProvider };
  return {
    ...defaults,
    ...withoutUndefined(written),
    circuit: { ...defaults.circuit, ...withoutUndefined(circuit ?? {}) },
  };
}

type Written<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** A member without a value must not hide a default. */
function withoutUndefined<T extends object>(settings: T): Written<T>;
function withoutUndefined(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError is how Intl says that there is no such zone
  }
}
