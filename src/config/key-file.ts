import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { placeOf, type Draft } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { valueAt } from './path.js';

/** RFC 7517; of the members of a key only its kind concerns this project, the rest is for whoever verifies with it. */
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

export type KeySet = z.infer<typeof keySet>;

export interface KeyFile {
  /** Undefined where none is configured, or it cannot be used. */
  readonly keys: KeySet | undefined;
  readonly faults: readonly ConfigurationFault[];
}

const PATH = ['auth', 'jwt', 'jwksFile'];

/** Reads the file of `auth.jwt.jwksFile`, a JSON Web Key Set; once, at the start. */
export async function readKeyFile(draft: Draft): Promise<KeyFile> {
  const file = valueAt(draft.value, PATH);
  if (typeof file !== 'string' || file === '') return { keys: undefined, faults: [] };
  const { data } = keySet.safeParse(await jsonOf(file));
  if (data !== undefined) return { keys: data, faults: [] };
  const fault = {
    path: placeOf(draft, PATH),
    problem: 'names no file that holds a JSON Web Key Set',
    remedy: 'name a readable file such as {"keys": [{"kty": "RSA", …}]}',
  };
  return { keys: undefined, faults: [fault] };
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined; // unreadable, or no JSON: the fault says both
  }
}
