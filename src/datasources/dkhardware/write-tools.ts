import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import type { DkHardwareClient } from './client.js';
import { isDkHardwareId } from './wire.js';
import type { DkHardwareWriteClient } from './write-client.js';
import type { WriteSettings } from './write-settings.js';

/** What writes need of their source. */
export interface WriteTools {
  readonly reads: DkHardwareClient;
  readonly writes: DkHardwareWriteClient;
  readonly settings: WriteSettings;
}

/** Ids are decimal: another can be nobody's, and costs no call. */
export function idFaults(externalId: string, field: readonly string[]): UserError[] {
  return isDkHardwareId(externalId) ? [] : [unknownAt(field)];
}

export function unknownAt(field: readonly string[]): UserError {
  return userError(field, UserErrorCode.NOT_FOUND, `${Provider.DKHARDWARE} knows no such thing.`);
}
