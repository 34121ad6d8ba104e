import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';
import { isBlank } from './members.js';

/** The members of a change that may be left out, but not made empty. */
export function emptied<Values extends object>(
  values: Values,
  members: readonly (keyof Values & string)[],
  path: readonly string[],
): UserError[] {
  return members
    .filter((member) => values[member] !== undefined && isBlank(values[member]))
    .map((member) =>
      userError([...path, member], UserErrorCode.REQUIRED, `${member} is required and cannot be emptied.`),
    );
}

/** The faults of a change, or that it has nothing to say: what the upstream makes of an empty one is not known. */
export function orNothingToChange(faults: readonly UserError[], body: object): readonly UserError[] {
  if (faults.length > 0 || Object.keys(body).length > 0) return faults;
  return [userError(['input'], UserErrorCode.REQUIRED, 'The input names nothing to change.')];
}
