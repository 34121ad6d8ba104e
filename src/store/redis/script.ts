import { createHash } from 'node:crypto';

/** Lua that the server runs in one step for all processes. */
export interface Script {
  readonly lua: string;
  /** What the server knows it by once it has run it. */
  readonly sha: string;
}

/**
 * A connection may break after a script has run and before its answer is here, and then it is run again:
 * so every script has to come to the same when its own former run has done the work already.
 */
export function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}
