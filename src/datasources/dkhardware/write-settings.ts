import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { MappedSource } from './address-mapping.js';

export type ApiRevision = '2023-10-12' | '2023-01-30';

/** Who is said to write. */
export interface RequestContext {
  readonly userId: string;
  readonly userName?: string | undefined;
  readonly initiatedFrom?: string | undefined;
}

export interface WriteSettings extends MappedSource {
  readonly apiRevision: ApiRevision;
  /** Asked for with every token: the upstream grants its endpoints one by one (DK 3.2). */
  readonly scopes: readonly string[];
  readonly requestContext: RequestContext | undefined;
}

/** Every write is followed up at a status endpoint, which has a scope of its own. */
export const CREATE_SCOPES = ['customers:create', 'customers:status'] as const;
export const UPDATE_SCOPES = ['customers:update', 'customers:status'] as const;

export function hasScopes({ scopes }: WriteSettings, needed: readonly string[]): boolean {
  return needed.every((scope) => scopes.includes(scope));
}

/** The scopes that the configuration lacks for a write: without them the upstream would answer 403. */
export function scopeFaults({ scopes }: WriteSettings, needed: readonly string[]): UserError[] {
  return needed
    .filter((scope) => !scopes.includes(scope))
    .map((scope) => settingFault(`the scope '${scope}' in the source's setting credentials.scope`));
}

/** Addresses are only written in somebody's name (DK 3.1). */
export function contextFaults({ requestContext }: WriteSettings): UserError[] {
  return requestContext === undefined ? [settingFault("the source's setting requestContext")] : [];
}

function settingFault(needed: string): UserError {
  return userError(null, UserErrorCode.UNSUPPORTED, `${Provider.DKHARDWARE} takes this only with ${needed}.`);
}
