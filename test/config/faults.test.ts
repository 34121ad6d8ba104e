import { describe, expect, it } from '@jest/globals';
import { ARROW, COCKPIT, linesOf, load, type FaultCase } from './support/load.js';

const syntax: readonly FaultCase[] = [
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

describe('An unusable file', () => {
  it.each(syntax)('with $what is refused', async ({ file, lines }) => {
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
      'store.encryptionKey',
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
