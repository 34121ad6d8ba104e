import { placeOf, type Draft } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { isMapping, valueAt } from './path.js';

/**
 * What no schema can say, because it concerns several members.
 * These read the draft and not the parsed settings, so that they are told in the same run as the schema's faults.
 */
export function authFaults(draft: Draft): readonly ConfigurationFault[] {
  return [...jwtIsNotAvailable(draft), ...jwtKeys(draft)];
}

export function storeFaults(draft: Draft): readonly ConfigurationFault[] {
  const path = ['store', 'url'];
  const url = valueAt(draft.value, path);
  if (typeof url !== 'string' || !/^rediss?:/.test(url)) return [];
  return [
    {
      path: placeOf(draft, path),
      problem: 'is redis, which is not available in this version',
      remedy: 'use file: and a path, which several processes of one machine can share',
    },
  ];
}

/** Accepting the setting without enforcing it would leave open what its author believes closed. */
function jwtIsNotAvailable(draft: Draft): readonly ConfigurationFault[] {
  if (valueAt(draft.value, ['auth', 'mode']) !== 'jwt') return [];
  return [
    {
      path: placeOf(draft, ['auth', 'mode']),
      problem: 'is jwt, which is not available in this version',
      remedy: 'use none with profile development; profile production cannot start in this version',
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
