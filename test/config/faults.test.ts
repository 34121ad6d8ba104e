import { describe, expect, it } from '@jest/globals';
import { ARROW, COCKPIT, linesOf, load } from './support/load.js';

const SOURCES = `sources:${ARROW}`;
const CREDENTIALS = 'credentials: { apiKey: arrow-key }';
const arrowWith = (from: string, to: string) => `sources:${ARROW.replace(from, to)}`;

interface Case {
  readonly what: string;
  readonly file: string;
  readonly lines: readonly string[];
}

const settings: readonly Case[] = [
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
    lines: ['store.driver: is not a known member; use url'],
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
    lines: ['store.url: is not well-formed; must begin with file:, redis: or rediss:'],
  },
  {
    what: 'auth that this version cannot enforce',
    file: `auth: { mode: jwt }\n${SOURCES}`,
    lines: [
      'auth.mode: is jwt, which is not available in this version; use none with profile development; profile production cannot start in this version',
    ],
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
    lines: ['auth.jwt: has both jwksUrl and jwksFile; set one of the two'],
  },
];

const sources: readonly Case[] = [
  {
    what: 'a missing secret',
    file: `sources:${ARROW}${COCKPIT.replace(/ +clientSecret.*\n/, '')}`,
    lines: [
      'sources[1].credentials.clientSecret (cockpit): is missing; set it to a non-empty string (for example "${COCKPIT_CLIENT_SECRET}")',
    ],
  },
  {
    what: 'an empty secret',
    file: arrowWith('arrow-key', '""'),
    lines: [
      'sources[0].credentials.apiKey (arrow): is empty; set it to a non-empty string (for example "${ARROW_API_KEY}")',
    ],
  },
  {
    what: 'a secret that YAML reads as a number',
    file: arrowWith('arrow-key', '12345'),
    lines: [
      'sources[0].credentials.apiKey (arrow): is a number; must be a non-empty string: put it in quotes',
    ],
  },
  {
    what: 'an entry that is no mapping',
    file: 'sources: [arrow]',
    lines: ['sources[0]: is not a mapping; give it id, provider and baseUrl'],
  },
  {
    what: 'no provider',
    file: arrowWith('    provider: arrowsphere\n', ''),
    lines: ['sources[0].provider (arrow): is missing; set it to one of arrowsphere, cloudcockpit'],
  },
  {
    what: 'an unknown provider',
    file: arrowWith('provider: arrowsphere', 'provider: ingram'),
    lines: ['sources[0].provider (arrow): is not a known provider; use one of arrowsphere, cloudcockpit'],
  },
  {
    what: 'a mistyped provider',
    file: arrowWith('provider: arrowsphere', 'provider: Arrowspere'),
    lines: [
      'sources[0].provider (arrow): is not a known provider; did you mean arrowsphere? (known: arrowsphere, cloudcockpit)',
    ],
  },
  {
    what: 'a mistyped member',
    file: arrowWith(CREDENTIALS, `${CREDENTIALS}\n    timezone: Europe/Paris`),
    lines: ['sources[0].timezone (arrow): is not a known member; did you mean timeZone?'],
  },
  {
    what: 'an id that cannot be part of ids',
    file: arrowWith('id: arrow', 'id: Arrow 1'),
    lines: ['sources[0].id: is not well-formed; must be 1-64 characters of a-z, 0-9 and -'],
  },
  {
    what: 'an id twice',
    file: `sources:${ARROW}${COCKPIT}${ARROW}`,
    lines: ['sources[2].id (arrow): is also the id of sources[0]; give every source an id of its own'],
  },
  {
    what: 'a time zone that does not exist, and a URL of another scheme',
    file: arrowWith('https://arrow.example/api', 'ftp://arrow.example\n    timeZone: Europe/Pari'),
    lines: [
      'sources[0].baseUrl (arrow): is not well-formed; must be an absolute http(s) URL',
      'sources[0].timeZone (arrow): cannot be used; must be an IANA time zone, e.g. Europe/Paris',
    ],
  },
  {
    what: 'transport settings out of range',
    file: arrowWith(CREDENTIALS, `${CREDENTIALS}\n    transport: { timeoutMs: 0, retry: 2 }`),
    lines: [
      'sources[0].transport.timeoutMs (arrow): is too small; must be a whole number from 1 to 120000',
      'sources[0].transport.retry (arrow): is not a known member; did you mean retries?',
    ],
  },
];

const syntax: readonly Case[] = [
  {
    what: 'a member twice',
    file: 'profile: development\nprofile: production',
    lines: ['partner-graph.yml:2:1: names the same member a second time; keep one of the two'],
  },
  {
    what: 'two errors on two lines',
    file: 'profile: a: b\n\tserver: {}',
    lines: [
      'partner-graph.yml:1:10: holds a second ": "; put the value in quotes or on a line of its own',
      'partner-graph.yml:2:1: is indented with a tab; use spaces',
    ],
  },
  {
    what: 'a reference without quotes inside braces',
    file: 'server: { cursorSecret: ${CURSOR_SECRET} }',
    lines: [
      'partner-graph.yml:1:26: holds something that does not belong there; check the indentation, and put values with { } [ ] , : # or ${NAME} in quotes',
    ],
  },
  {
    what: 'an alias of nothing',
    file: 'sources: *none',
    lines: [
      'partner-graph.yml: has an alias (*name) that leads nowhere or to itself; write its anchor (&name) before it',
    ],
  },
  {
    what: 'an alias inside its own anchor',
    file: 'sources: &all [*all]',
    lines: [
      'partner-graph.yml: has an alias (*name) that leads nowhere or to itself; write its anchor (&name) before it',
    ],
  },
];

describe('An unusable configuration', () => {
  it.each([...settings, ...sources, ...syntax])('with $what is refused', async ({ file, lines }) => {
    expect(linesOf(await load(file, { env: { CC_SECRET: 'cc-secret' } }))).toEqual(lines);
  });

  it('is refused for everything at once', async () => {
    const file = `
profile: production
server: { prot: 80, port: "\${PORT}" }
limits: { maxDepth: deep }
sources:${ARROW.replace('https:', 'http:')}${COCKPIT}${ARROW}`;
    const places = linesOf(await load(file, { argv: ['--hots', 'x'] })).map((line) => line.split(': ')[0]);
    expect(places).toEqual([
      '--hots',
      'argument 4',
      'server.port',
      'sources[1].credentials.clientSecret (cockpit)',
      'server.prot',
      'limits.maxDepth',
      'sources[2].id (arrow)',
      'auth.mode',
      'server.cursorSecret',
      'sources[0].baseUrl (arrow)',
    ]);
  });

  it('that cannot be read is named', async () => {
    const [line] = linesOf(await load('', { argv: ['--config', 'no-such-folder/graph.yml'] }));
    expect(line).toBe(
      'no-such-folder/graph.yml: does not exist; name a readable YAML file with --config or PARTNER_GRAPH_CONFIG',
    );
  });
});
