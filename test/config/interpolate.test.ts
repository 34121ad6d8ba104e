import { describe, expect, it } from '@jest/globals';
import { interpolate, referenceFaults } from '../../src/config/interpolate.js';
import { ARROW, COCKPIT, configurationOf, linesOf, load } from './support/load.js';

const env = { NAME: 'value', EMPTY: '', NESTED: '${NAME}', INJECTION: 'a\nprofile: production' };

describe('A reference to the environment', () => {
  it.each([
    ['${NAME}', 'value'],
    ['before ${NAME}, ${NAME} after', 'before value, value after'],
    ['${UNSET:-default}', 'default'],
    ['${UNSET:-}', ''],
    ['${UNSET:-https://a.example/?b=c}', 'https://a.example/?b=c'],
    ['${NAME:-default}', 'value'],
    ['${EMPTY:-default}', 'default'],
    ['${EMPTY}', ''],
    ['${NESTED}', '${NAME}'],
    ['${INJECTION}', 'a\nprofile: production'],
    ['$${NAME}', '${NAME}'],
    ['costs 5$, $NAME and {NAME}', 'costs 5$, $NAME and {NAME}'],
  ])('%j reads as %j', (text, read) => {
    expect(interpolate({ list: [text] }, env).value).toEqual({ list: [read] });
  });

  it('leaves everything but strings alone, member names too', () => {
    const document = { '${NAME}': 1, yes: true, list: [2.5, null], nested: { off: false } };
    expect(interpolate(document, env).value).toEqual(document);
  });

  it.each(['${', '${}', '${UNSET', '${9LIVES}', '${NAME:default}', '${ NAME }', '${NAME-default}'])(
    'that is written as %j is refused without quoting it',
    (text) => {
      const faults = referenceFaults(interpolate({ name: `pass${text}word` }, env));
      expect(faults).toEqual([
        {
          path: 'name',
          problem: 'holds a ${ that begins no reference',
          remedy: 'write ${NAME} or ${NAME:-default}, or $${ for a literal ${',
        },
      ]);
    },
  );

  it('to a variable that is not set names the path and the variable, and nothing else about that member', async () => {
    const file = `server: { port: "\${PORT}" }\nsources:${ARROW.replace('arrow-key', '"${ARROW_KEY}"')}`;
    expect(linesOf(await load(file))).toEqual([
      'server.port: takes its value from the environment, where PORT is not set; set PORT, or write a default as ${PORT:-default}',
      'sources[0].credentials.apiKey (arrow): takes its value from the environment, where ARROW_KEY is not set; set ARROW_KEY',
    ]);
  });

  it('becomes a number or a boolean where one is wanted, and stays text where not', async () => {
    const file = `
server: { port: "\${PORT}", graphiql: "\${GRAPHIQL:-false}" }
sources:${ARROW}    transport: { timeoutMs: "\${TIMEOUT}" }${COCKPIT.replace('partner.example', '"${TENANT}"')}`;
    const variables = { PORT: '8080', TIMEOUT: '900', TENANT: '10001', CC_SECRET: '42' };
    const { server, sources } = configurationOf(await load(file, { env: variables }));
    expect(server).toMatchObject({ port: 8080, graphiql: false });
    expect(sources).toHaveLength(2);
  });

  it('does not make a number of quoted text in the file itself', async () => {
    expect(linesOf(await load(`server: { port: "8080" }\nsources:${ARROW}`))).toEqual([
      'server.port: is a string; must be a whole number from 0 to 65535',
    ]);
  });
});
