import { describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_CURSOR_SECRET, DEVELOPMENT_ENCRYPTION_KEY } from '../../src/config/configuration.js';
import { ARROW, COCKPIT, linesOf, load } from './support/load.js';

const NOT_YET =
  'auth.mode: is none, which lets every caller read and write everything; production needs jwt, which is not available in this version: profile production cannot start in this version';
const CURSOR_SECRET = 'a cursor secret of more than 32 characters';
const STORE = 'store: { encryptionKey: "${ENCRYPTION_KEY}" }';
const env = {
  CURSOR_SECRET,
  ENCRYPTION_KEY: 'a key for the store of more than 32 characters',
  CC_SECRET: 'cc-secret',
};

const production = (server: string, sources = ARROW) =>
  `profile: production\n${STORE}\nserver: { cursorSecret: "\${CURSOR_SECRET}"${server} }\nsources:${sources}`;

/** What production finds beside the missing authentication. */
async function others(file: string, variables: Record<string, string> = env): Promise<readonly string[]> {
  const lines = linesOf(await load(file, { env: variables }));
  expect(lines).toContain(NOT_YET);
  return lines.filter((line) => line !== NOT_YET);
}

describe('The production profile', () => {
  it('does not start without authentication, which this version does not have', async () => {
    expect(linesOf(await load(production(''), { env }))).toEqual([NOT_YET]);
    expect(linesOf(await load(`auth: { mode: none }\n${production('')}`, { env }))).toEqual([NOT_YET]);
  });

  it('does not start half-open with jwt either', async () => {
    expect(linesOf(await load(`auth: { mode: jwt }\n${production('')}`, { env }))).toEqual([
      'auth.mode: is jwt, which is not available in this version; use none with profile development; profile production cannot start in this version',
    ]);
  });

  it.each([
    ['missing', '{}', 'is missing'],
    [
      'the one of development',
      `{ cursorSecret: "${DEVELOPMENT_CURSOR_SECRET}" }`,
      'is the public one of development',
    ],
  ])('refuses a cursor secret that is %s', async (_, server, problem) => {
    expect(await others(`profile: production\n${STORE}\nserver: ${server}\nsources:${ARROW}`)).toEqual([
      `server.cursorSecret: ${problem}; set it to a string of at least 32 characters (for example "\${CURSOR_SECRET}")`,
    ]);
  });

  it.each([
    ['missing', '{}', 'is missing'],
    [
      'the one of development',
      `{ encryptionKey: "${DEVELOPMENT_ENCRYPTION_KEY}" }`,
      'is the public one of development',
    ],
  ])('refuses an encryption key that is %s', async (_, store, problem) => {
    const file = production('').replace(STORE, `store: ${store}`);
    expect(await others(file)).toEqual([
      `store.encryptionKey: ${problem}; set it to a string of at least 32 characters (for example "\${ENCRYPTION_KEY}")`,
    ]);
  });

  it('takes introspection and GraphiQL from the file only', async () => {
    expect(await others(production(', introspection: true, graphiql: true'))).toEqual([]);
    const byVariable = production(', introspection: "${DEBUG}", graphiql: "${DEBUG:-true}"');
    expect(await others(byVariable, { ...env, DEBUG: 'true' })).toEqual([
      'server.graphiql: is switched on by a variable; write true in the file itself if that is meant',
      'server.introspection: is switched on by a variable; write true in the file itself if that is meant',
    ]);
  });

  it('refuses plain http for base and token URLs, except on this machine', async () => {
    const sources = COCKPIT.replaceAll('https://', 'http://');
    const remedy = 'use https://; http:// is for loopback hosts only';
    expect(await others(production('', sources))).toEqual([
      `sources[0].baseUrl (cockpit): sends credentials over plain http; ${remedy}`,
      `sources[0].credentials.tokenUrl (cockpit): sends credentials over plain http; ${remedy}`,
    ]);
    for (const host of ['localhost:4100', '127.0.0.1:4100', '127.9.9.9', '[::1]:80']) {
      expect(await others(production('', ARROW.replace('https://arrow.example', `http://${host}`)))).toEqual(
        [],
      );
    }
    for (const host of ['localhost.example', '127.0.0.1.example', '128.0.0.1', '0.0.0.0']) {
      const lines = await others(production('', ARROW.replace('https://arrow.example', `http://${host}`)));
      expect(lines).toEqual([`sources[0].baseUrl (arrow): sends credentials over plain http; ${remedy}`]);
    }
  });

  it('refuses a default for a secret, even where the variable is set', async () => {
    const sources = COCKPIT.replace('${CC_SECRET}', '${CC_SECRET:-changeme}');
    expect(await others(production('', sources))).toEqual([
      'sources[0].credentials.clientSecret (cockpit): has a default for a secret; write ${CC_SECRET} and set CC_SECRET',
    ]);
    expect(
      await others(production('', COCKPIT.replace('clientId: client', 'clientId: "${ID:-client}"'))),
    ).toEqual([]);
  });
});
