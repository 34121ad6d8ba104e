import { describe, expect, it } from '@jest/globals';
import { ARROW, COCKPIT, linesOf, load, type FaultCase } from './support/load.js';

const CREDENTIALS = 'credentials: { apiKey: arrow-key }';
const arrowWith = (from: string, to: string) => `sources:${ARROW.replace(from, to)}`;

const sources: readonly FaultCase[] = [
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

describe('A source', () => {
  it.each(sources)('with $what is refused', async ({ file, lines }) => {
    expect(linesOf(await load(file, { env: { CC_SECRET: 'cc-secret' } }))).toEqual(lines);
  });
});
