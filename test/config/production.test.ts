import { describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_CURSOR_SECRET, DEVELOPMENT_ENCRYPTION_KEY } from '../../src/config/configuration.js';
import { ARROW, COCKPIT, configurationOf, linesOf, load } from './support/load.js';

const CURSOR_SECRET = 'a cursor secret of more than 32 characters';
const STORE = 'store: { encryptionKey: "${ENCRYPTION_KEY}" }';
const env = {
  CURSOR_SECRET,
  ENCRYPTION_KEY: 'a key for the store of more than 32 characters',
  CC_SECRET: 'cc-secret',
};

const AUTH =
  'auth: { mode: jwt, jwt: { issuer: https://id.example/, audience: graph, jwksUrl: https://id.example/jwks.json } }';

const production = (server: string, sources = ARROW) =>
  `profile: production\n${AUTH}\n${STORE}\nserver: { cursorSecret: "\${CURSOR_SECRET}"${server} }\nsources:${sources}`;

async function refusal(file: string, variables: Record<string, string> = env): Promise<readonly string[]> {
  return linesOf(await load(file, { env: variables }));
}

describe('The production profile', () => {
  it('starts with authentication, secrets of its own and encrypted ways', async () => {
    expect(configurationOf(await load(production(''), { env }))).toMatchObject({
      profile: 'production',
      server: { graphiql: false, introspection: false },
      auth: { mode: 'jwt', algorithms: ['RS256', 'ES256'], keys: { url: 'https://id.example/jwks.json' } },
    });
  });

  it('S14: does not start without authentication, and names the setting', async () => {
    const open =
      'auth.mode: is none, which lets every caller read and write everything; production needs jwt, with issuer, audience and keys under auth.jwt';
    expect(await refusal(production('').replace(AUTH, ''))).toEqual([open]);
    expect(await refusal(production('').replace(AUTH, 'auth: { mode: none }'))).toEqual([open]);
  });

  it('S14: does not start half-open: jwt without saying whose tokens are good', async () => {
    expect(await refusal(production('').replace(AUTH, 'auth: { mode: jwt }'))).toEqual([
      'auth.jwt: is missing, and auth.mode is jwt; set issuer, audience, and jwksUrl or jwksFile',
    ]);
  });

  it('S14: refuses a webhook secret that can be guessed', async () => {
    const entry = (value: string) =>
      `\n  - { id: cockpit, provider: cloudcockpit, baseUrl: https://api.example, tenant: a, webhookSecret: ${value},\n      credentials: { tokenUrl: https://id.example/token, clientId: id, clientSecret: "\${CC_SECRET}", scope: s } }`;
    expect(await refusal(production('', entry('fifteen-letters')))).toEqual([
      'sources[0].webhookSecret (cockpit): can be guessed; set it to a string of at least 16 characters',
    ]);
    expect(await load(production('', entry('sixteen-letters-')), { env })).not.toHaveProperty('faults');
  });

  it('does not fetch keys over plain http', async () => {
    const plain = AUTH.replace('https://id.example/jwks', 'http://id.example/jwks');
    expect(await refusal(production('').replace(AUTH, plain))).toEqual([
      'auth.jwt.jwksUrl: sends credentials over plain http; use https://; http:// is for loopback hosts only',
    ]);
  });

  it.each([
    ['missing', '{}', 'is missing'],
    [
      'the one of development',
      `{ cursorSecret: "${DEVELOPMENT_CURSOR_SECRET}" }`,
      'is the public one of development',
    ],
  ])('S14: refuses a cursor secret that is %s', async (_, server, problem) => {
    expect(
      await refusal(`profile: production\n${AUTH}\n${STORE}\nserver: ${server}\nsources:${ARROW}`),
    ).toEqual([
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
  ])('S14: refuses an encryption key that is %s', async (_, store, problem) => {
    const file = production('').replace(STORE, `store: ${store}`);
    expect(await refusal(file)).toEqual([
      `store.encryptionKey: ${problem}; set it to a string of at least 32 characters (for example "\${ENCRYPTION_KEY}")`,
    ]);
  });

  it('S14: takes introspection and GraphiQL from the file only', async () => {
    expect(await refusal(production(', introspection: true, graphiql: true'))).toEqual([]);
    const byVariable = production(', introspection: "${DEBUG}", graphiql: "${DEBUG:-true}"');
    expect(await refusal(byVariable, { ...env, DEBUG: 'true' })).toEqual([
      'server.graphiql: is switched on by a variable; write true in the file itself if that is meant',
      'server.introspection: is switched on by a variable; write true in the file itself if that is meant',
    ]);
  });

  it('refuses plain http for base and token URLs, except on this machine', async () => {
    const sources = COCKPIT.replaceAll('https://', 'http://');
    const remedy = 'use https://; http:// is for loopback hosts only';
    expect(await refusal(production('', sources))).toEqual([
      `sources[0].baseUrl (cockpit): sends credentials over plain http; ${remedy}`,
      `sources[0].credentials.tokenUrl (cockpit): sends credentials over plain http; ${remedy}`,
    ]);
    for (const host of ['localhost:4100', '127.0.0.1:4100', '127.9.9.9', '[::1]:80']) {
      expect(await refusal(production('', ARROW.replace('https://arrow.example', `http://${host}`)))).toEqual(
        [],
      );
    }
    for (const host of ['localhost.example', '127.0.0.1.example', '128.0.0.1', '0.0.0.0']) {
      const lines = await refusal(production('', ARROW.replace('https://arrow.example', `http://${host}`)));
      expect(lines).toEqual([`sources[0].baseUrl (arrow): sends credentials over plain http; ${remedy}`]);
    }
  });

  it('refuses a default for a secret, even where the variable is set', async () => {
    const sources = COCKPIT.replace('${CC_SECRET}', '${CC_SECRET:-changeme}');
    expect(await refusal(production('', sources))).toEqual([
      'sources[0].credentials.clientSecret (cockpit): has a default for a secret; write ${CC_SECRET} and set CC_SECRET',
    ]);
    expect(
      await refusal(production('', COCKPIT.replace('clientId: client', 'clientId: "${ID:-client}"'))),
    ).toEqual([]);
  });
});
