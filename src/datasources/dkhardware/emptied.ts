import { Provider } from '../../types/source.js';
import { UserErrorCode, type UserError } from '../../types/user-error.js';
import { userError } from '../input-rules.js';

/** The members of a change that may be left out, but not be made empty. */
export function emptied<Values extends object>(
  values: Values,
  members: readonly (keyof Values & string)[],
  path: readonly string[],
): UserError[] {
  return members
    .filter((member) => isEmpty(values[member]))
    .map((member) =>
      userError(
        [...path, member],
        UserErrorCode.REQUIRED,
        `${Provider.DKHARDWARE} keeps a ${member}: it can be changed, but not be made empty.`,
      ),
    );
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}
