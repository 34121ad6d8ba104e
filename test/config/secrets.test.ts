import { describe, expect, it } from '@jest/globals';
import { ARROW, COCKPIT, linesOf, load } from './support/load.js';

const CANARY = 'cAnArY-7f3e';

/** Every value is the canary, in places where it is wrong for one reason or another. */
const FILES: Readonly<Record<string, string>> = {
  'wrong members': `
profile: ${CANARY}
server: { host: 5, port: ${CANARY}, cursorSecret: ${CANARY} }
auth: { mode: ${CANARY}, jwt: { algorithms: [${CANARY}], jwksUrl: ${CANARY} } }
store: { url: ${CANARY}, encryptionKey: ${CANARY} }
sources:
  - { id: "\${CANARY}", provider: arrowsphere, baseUrl: ${CANARY}, timeZone: ${CANARY}, credentials: ${CANARY} }
  - { id: b, provider: ${CANARY} }
  - { id: "\${CANARY}", provider: cloudcockpit, baseUrl: "\${CANARY}", webhookSecret: [${CANARY}], credentials: { tokenUrl: ${CANARY}, clientSecret: { value: ${CANARY} }, clientScret: ${CANARY} } }
  - ${CANARY}
`,
  'a secret with a broken reference': `sources:${ARROW.replace('arrow-key', `"\${${CANARY}"`)}`,
  'a secret as the default': `profile: production\nsources:${ARROW.replace('arrow-key', `"\${KEY:-${CANARY}}"`)}`,
  'a password inside a plain URL': `profile: production\nsources:${ARROW.replace('https://', `http://user:${CANARY}@`)}`,
  'a secret in the place of a member': `sources:${ARROW.replace('apiKey: arrow-key', `"${CANARY}"`)}`,
  'an unset variable beside a secret': `sources:${COCKPIT.replace('${CC_SECRET}', `${CANARY}\${UNSET}`)}`,
  'a secret without quotes': `sources:${ARROW.replace('arrow-key', `@${CANARY}`)}`,
  'a secret with a colon': `sources:\n  - apiKey: ${CANARY}: ${CANARY}`,
  'a secret outside of everything': `profile: development\n${CANARY}\nsources: []`,
  'a secret with a backslash': `sources: ["\\q${CANARY}"]`,
  'a secret that looks like a tag or an alias': `sources: [!${CANARY} x, *${CANARY}]`,
  'a secret that looks like an alias': `sources: [*${CANARY}]`,
};

describe('No line of an unusable configuration shows a value', () => {
  it.each(Object.keys(FILES))('with %s', async (what) => {
    const result = await load(FILES[what] ?? '', { env: { CANARY } });
    expect(result.faults?.length).toBeGreaterThan(0);
    expect(linesOf(result).filter((line) => line.includes(CANARY))).toEqual([]);
  });

  it('with values in flags and in the environment', async () => {
    const argv = [`--token=${CANARY}`, CANARY, '--port', CANARY];
    const result = await load(`sources:${ARROW}`, { argv, env: { PARTNER_GRAPH_PORT: CANARY } });
    expect(linesOf(result)).toHaveLength(3);
    expect(linesOf(result).join('\n')).not.toContain(CANARY);
  });

  it('nor is the value of one variable printed because a path was taken from it', async () => {
    const file = `sources:${ARROW.replace('id: arrow', 'id: "${CANARY_ID}"').replace('https:', 'ftp:')}`;
    expect(linesOf(await load(file, { env: { CANARY_ID: 'canary-id' } }))).toEqual([
      'sources[0].baseUrl: is not well-formed; must be an absolute http(s) URL',
    ]);
  });
});
