import { placeOf, type Draft } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { isMapping, valueAt } from './path.js';

/**
 * What no schema can say, because it concerns several members.
 * These read the draft and not the parsed settings, so that they are told in the same run as the schema's faults.
 */
export function authFaults(draft: Draft): readonly ConfigurationFault[] {
  return [...jwtSection(draft), ...jwtKeys(draft)];
}

function jwtSection(draft: Draft): readonly ConfigurationFault[] {
  const { value } = draft;
  if (valueAt(value, ['auth', 'mode']) !== 'jwt' || valueAt(value, ['auth', 'jwt']) !== undefined) return [];
  return [
    {
      path: placeOf(draft, ['auth', 'jwt']),
      problem: 'is missing, and auth.mode is jwt',
      remedy: 'set issuer, audience, and jwksUrl or jwksFile',
    },
  ];
}

function jwtKeys(draft: Draft): readonly ConfigurationFault[] {
  const path = ['auth', 'jwt'];
  const jwt = valueAt(draft.value, path);
  if (!isMapping(jwt)) return [];
  const given = ['jwksUrl', 'jwksFile'].filter((name) => jwt[name] !== undefined);
  if (given.length === 1) return [];
  const problem = given.length === 0 ? 'has neither jwksUrl nor jwksFile' : 'has both jwksUrl and jwksFile';
  return [{ path: placeOf(draft, path), problem, remedy: 'set one of the two' }];
}
