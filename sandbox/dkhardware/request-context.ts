import type { IncomingHttpHeaders } from 'node:http';
import { validationFailed } from './errors.js';
import { USERS } from './lookups.js';
import type { DkUserRef } from './rows.js';

const MAXIMUM_LENGTHS = [
  ['User-Id', 64],
  ['User-Name', 300],
  ['Initiated-From', 300],
] as const;

/**
 * The person for whom a client writes, whom addresses and orders require (DK 3.1).
 * Only the id has to be given; it must be one of `/v1/user/`.
 */
export function requestContext(headers: IncomingHttpHeaders): DkUserRef {
  const errors: Record<string, string[]> = {};
  for (const [name, maximum] of MAXIMUM_LENGTHS) {
    if (valueOf(headers, name).length > maximum) {
      errors[name] = [`'${name}' must be ${maximum} characters or fewer.`];
    }
  }
  const id = valueOf(headers, 'User-Id');
  const user = USERS.find((candidate) => candidate.id === id);
  if (id === '') errors['User-Id'] = ["'User-Id' must not be empty."];
  else if (!user) errors['User-Id'] ??= ["'User-Id' should be a valid id."];
  if (!user || Object.keys(errors).length > 0) throw validationFailed(errors);
  return { id: user.id, name: user.name };
}

function valueOf(headers: IncomingHttpHeaders, name: string): string {
  return String(headers[name.toLowerCase()] ?? '').trim();
}
