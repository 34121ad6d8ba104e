import { describe, expect, it } from '@jest/globals';
import { ARROW, linesOf, load, type FaultCase } from './support/load.js';

const SOURCES = `sources:${ARROW}`;

const NO_KEYS =
  'auth.jwt.jwksFile: names no file that holds a JSON Web Key Set; name a readable file such as {"keys": [{"kty": "RSA", …}]}';

const settings: readonly FaultCase[] = [
  {
    what: 'an empty file',
    file: '',
    lines: ['sources: is missing; set it to a list of at least one entry'],
  },
  {
    what: 'a file that is a list',
    file: '- profile: production',
    lines: ['the file: is a list; must be a mapping'],
  },
  {
    what: 'no source',
    file: 'sources: []',
    lines: ['sources: is too short; must be a list of at least one entry'],
  },
  {
    what: 'an unknown section',
    file: `limit: { maxDepth: 3 }\n${SOURCES}`,
    lines: ['limit: is not a known member; did you mean limits?'],
  },
  {
    what: 'a member that resembles none',
    file: `store: { driver: sqlite }\n${SOURCES}`,
    lines: ['store.driver: is not a known member; use one of url, encryptionKey, leaseMs'],
  },
  {
    what: 'an unknown profile',
    file: `profile: prod\n${SOURCES}`,
    lines: ['profile: has a value that is not known; must be one of development, production'],
  },
  {
    what: 'a port out of range',
    file: `server: { port: 70000 }\n${SOURCES}`,
    lines: ['server.port: is too large; must be a whole number from 0 to 65535'],
  },
  {
    what: 'words for numbers and booleans',
    file: `server: { port: http, graphiql: 'yes' }\n${SOURCES}`,
    lines: [
      'server.port: is a string; must be a whole number from 0 to 65535',
      'server.graphiql: is a string; must be true or false',
    ],
  },
  {
    what: 'a limit of nothing',
    file: `limits: { maxDepth: 0, maxCost: 1.5 }\n${SOURCES}`,
    lines: [
      'limits.maxDepth: is too small; must be a whole number of at least 1',
      'limits.maxCost: is a number; must be a whole number of at least 1',
    ],
  },
  {
    what: 'a short cursor secret',
    file: `server: { cursorSecret: too-short }\n${SOURCES}`,
    lines: ['server.cursorSecret: is too short; must be a string of at least 32 characters'],
  },
  {
    what: 'a store of another kind',
    file: `store: { url: "mysql://db.example" }\n${SOURCES}`,
    lines: [
      'store.url: is not well-formed; must be file: and a path, redis://host:port/database, or memory:',
    ],
  },
  {
    what: 'a key of the store that is too short',
    file: `store: { encryptionKey: short }\n${SOURCES}`,
    lines: ['store.encryptionKey: is too short; must be a string of at least 32 characters'],
  },
  {
    what: 'auth by jwt without saying whose',
    file: `auth: { mode: jwt }\n${SOURCES}`,
    lines: ['auth.jwt: is missing, and auth.mode is jwt; set issuer, audience, and jwksUrl or jwksFile'],
  },
  {
    what: 'a file of keys that is not there',
    file: `auth: { mode: jwt, jwt: { issuer: a, audience: b, jwksFile: not-there.json } }\n${SOURCES}`,
    lines: [NO_KEYS],
  },
  {
    what: 'a file of keys that holds something else',
    file: `auth: { mode: jwt, jwt: { issuer: a, audience: b, jwksFile: package.json } }\n${SOURCES}`,
    lines: [NO_KEYS],
  },
  {
    what: 'a jwt section without keys and with forgeable algorithms',
    file: `auth: { jwt: { issuer: https://id.example/, audience: graph, algorithms: [none, HS256] } }\n${SOURCES}`,
    lines: [
      ...[0, 1].map(
        (index) =>
          `auth.jwt.algorithms[${index}]: has a value that is not known; must be one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA`,
      ),
      'auth.jwt: has neither jwksUrl nor jwksFile; set one of the two',
    ],
  },
  {
    what: 'a jwt section with two sets of keys',
    file: `auth: { jwt: { issuer: a, audience: b, jwksUrl: https://id.example/jwks, jwksFile: keys.json } }\n${SOURCES}`,
    lines: ['auth.jwt: has both jwksUrl and jwksFile; set one of the two', NO_KEYS],
  },
];

describe('A configuration', () => {
  it.each(settings)('with $what is refused', async ({ file, lines }) => {
    expect(linesOf(await load(file, { env: { CC_SECRET: 'cc-secret' } }))).toEqual(lines);
  });
});
