import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';

/** The faults of a change, or that it has nothing to say: what the upstream makes of an empty one is not known. */
export function orNothingToChange(faults: readonly UserError[], body: object): readonly UserError[] {
  if (faults.length > 0 || Object.keys(body).length > 0) return faults;
  return [userError(['input'], UserErrorCode.REQUIRED, 'The input names nothing to change.')];
}
