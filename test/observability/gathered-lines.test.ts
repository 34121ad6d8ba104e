import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GatheredLines } from '../../src/observability/gathered-lines.js';
import { createLog } from '../../src/observability/log.js';

const written: string[] = [];
let lines: GatheredLines;

beforeEach(() => {
  jest.useFakeTimers();
  written.length = 0;
  lines = new GatheredLines({ write: (text) => written.push(text) });
});

afterEach(() => {
  jest.useRealTimers();
});

function messages(text: string | undefined): readonly unknown[] {
  return (text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly msg: unknown }).msg);
}

describe('GatheredLines', () => {
  it('writes the lines of a tenth of a second together, in order', () => {
    const log = createLog({ level: 'info', stream: lines });
    log.info('one');
    log.info('two');
    expect(written).toEqual([]);
    jest.advanceTimersByTime(100);
    expect(written).toHaveLength(1);
    expect(messages(written[0])).toEqual(['one', 'two']);
    log.info('three');
    jest.advanceTimersByTime(100);
    expect(messages(written[1])).toEqual(['three']);
  });

  it.each(['warn', 'error', 'fatal'] as const)(
    'writes a line of level %s at once, after the others',
    (level) => {
      const log = createLog({ level: 'info', stream: lines });
      log.info('before');
      log.child({ reqId: 'r-1' })[level]('trouble');
      expect(messages(written[0])).toEqual(['before', 'trouble']);
      jest.advanceTimersByTime(1_000);
      expect(written).toHaveLength(1);
    },
  );

  it('does not gather without end', () => {
    for (let n = 0; n < 100; n += 1) lines.write(`${'x'.repeat(1_023)}\n`);
    expect(written).toHaveLength(1);
    expect(written[0]).toHaveLength(64 * 1024);
  });

  it('writes what is left when it is told to, and once', () => {
    lines.write('last\n');
    lines.flush();
    lines.flush();
    expect(written).toEqual(['last\n']);
  });
});
