import { beforeEach, describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { createLog } from '../../src/observability/log.js';

const lines: string[] = [];
const log = createLog({ level: 'debug', stream: { write: (line) => lines.push(line) } });

beforeEach(() => {
  lines.length = 0;
});

function told(): Record<string, unknown> {
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

/** As from another realm's code: thrown somewhere, caught elsewhere. */
function thrown(message: string, options?: ErrorOptions): Error {
  return new SyntaxError(message, options);
}

describe('A line of the log', () => {
  it('tells the time, the level, what happened and the members that are allowed', () => {
    log.info({ method: 'POST', status: 200, caller: 'portal' }, 'request');
    expect(told()).toEqual({
      ...{ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), msg: 'request' },
      ...{ method: 'POST', status: 200, caller: 'portal' },
    });
  });

  it('leaves out whatever has no name of its own, at every depth', () => {
    const secret = 'canary';
    const request = { headers: { authorization: secret }, body: secret };
    log.info({
      req: request,
      res: secret,
      variables: { secret },
      upstream: { ion: { OK: 1, body: secret } },
    });
    expect(told()).toMatchObject({ upstream: { ion: { OK: 1 } } });
    expect(lines.join('')).not.toContain('canary');
  });

  it('takes the bindings of a child for members like others', () => {
    log.child({ reqId: 'r-1', authorization: 'canary' }).warn('watch out');
    expect(told()).toMatchObject({ reqId: 'r-1', level: 'warn' });
    expect(lines.join('')).not.toContain('canary');
  });

  it('S9: stays one line whatever stands in it, and no longer than it may be', () => {
    log.info({ path: `/a\r\n{"level":"fatal"}\u2028\u0000${'x'.repeat(5_000)}`, caller: 'me\n' });
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\r\u2028\u0000]/);
    expect(told()).toMatchObject({ caller: 'me?', path: expect.stringMatching(/^\/a\?\?.{1,200}$/) });
    expect(lines[0]?.length).toBeLessThan(400);
  });

  it('takes names from outside only where they are names', () => {
    log.info({ operation: 'Shelf', type: 'query\n' });
    expect(told()).toMatchObject({ operation: 'Shelf' });
    expect(told()).not.toHaveProperty('type');
  });
});

describe('An error in the log', () => {
  it('is its class, its code and where it came from, without its words', () => {
    const cause = Object.assign(new Error('canary cause'), { code: 'ECONNRESET' });
    log.error({ err: thrown('Unexpected token, canary is not valid JSON', { cause }) }, 'masked error');
    expect(told()).toMatchObject({
      msg: 'masked error',
      err: {
        type: 'SyntaxError',
        causes: ['Error ECONNRESET'],
        frames: expect.arrayContaining([expect.stringMatching(/^thrown \(.*log\.test\.ts:\d+:\d+\)$/)]),
      },
    });
    expect(lines.join('')).not.toContain('canary');
  });

  it.each([
    [
      'with its message beside it',
      (error: Error) => {
        log.error({ err: error }, error.message);
      },
    ],
    [
      'by itself',
      (error: Error) => {
        log.error(error);
      },
    ],
    [
      'with a sentence that quotes it',
      (error: Error) => {
        log.error({ err: error }, `sorry: ${error.message}`);
      },
    ],
  ])('does not speak when it is given %s', (_, write) => {
    write(thrown('canary'));
    expect(told()).toMatchObject({ msg: 'an error', err: { type: 'SyntaxError' } });
    expect(lines.join('')).not.toContain('canary');
  });

  it('cannot pass off its message as a frame', () => {
    log.error({ err: thrown('oh\n    at canary (/etc/passwd:1:1)\n    at canary (/etc/passwd:2:2)') });
    expect(lines.join('')).not.toContain('canary');
  });

  it('of a source says what its table says, and who knows more', () => {
    const failure = new UpstreamFailure(UpstreamErrorCode.TIMEOUT, 'ion', { correlationId: 'c-1' });
    log.error({ err: failure });
    expect(told()).toMatchObject({
      err: {
        ...{ type: 'UpstreamFailure', code: 'TIMEOUT', sourceId: 'ion', correlationId: 'c-1' },
        message: "Source 'ion' did not answer in time.",
      },
    });
  });

  it('may be anything', () => {
    log.error({ err: 'canary' }, 'thrown');
    expect(told()).toMatchObject({ err: { type: 'string' } });
    expect(lines.join('')).not.toContain('canary');
  });
});
