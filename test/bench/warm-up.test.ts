import { describe, expect, it } from '@jest/globals';
import { startFlags } from '../../bench/contenders/limit.js';
import { commandIn } from '../../bench/start-command.js';
import { load, type LoadTarget } from '../../bench/measure/load.js';
import { settingsFor } from '../../bench/options.js';
import { WORKLOADS } from '../../bench/workloads.js';

const once = { concurrency: 2, durationMs: 0 };

function answering(ask: () => Promise<string> = () => Promise.resolve('{"data":{}}')): LoadTarget {
  return { contender: { name: 'one' }, ask };
}

describe('load', () => {
  it('asks as often as it is told, however little time that takes', async () => {
    const times = await load(answering(), WORKLOADS.list, { ...once, requests: 25 });
    expect(times).toHaveLength(25);
  });

  it('ends when its time is over, however many requests are missing', async () => {
    const slow = answering(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return '{"data":{}}';
    });
    const times = await load(slow, WORKLOADS.list, { ...once, requests: 1e9, atMostMs: 20 });
    expect(times.length).toBeLessThan(1e3);
  });

  it('stops at an answer with errors', async () => {
    const failing = answering(() => Promise.resolve('{"data":null,"errors":[{"message":"no"}]}'));
    await expect(load(failing, WORKLOADS.list, { ...once, requests: 4 })).rejects.toThrow('one, list');
  });
});

describe('warm-up', () => {
  it('is counted in requests: small ones more often', () => {
    expect(WORKLOADS.trivial.warmUpRequests).toBe(4_000);
    expect(WORKLOADS.one.warmUpRequests).toBe(4_000);
    expect(WORKLOADS.list.warmUpRequests).toBe(1_000);
  });

  it('is whole where results are written down, and shorter for a first look', () => {
    const share = (quick: boolean) => settingsFor({ quick, only: [], workloads: [] }).alone.warmUpShare;
    expect(share(false)).toBe(1);
    expect(share(true)).toBeLessThan(1);
  });
});

describe('startFlags', () => {
  it('gives the limits what Node is started with, and not the file', () => {
    const script =
      'NODE_ENV=production exec node --enable-source-maps --max-semi-space-size=128 scripts/start.js';
    expect(startFlags(commandIn(script))).toEqual(['--enable-source-maps', '--max-semi-space-size=128']);
  });
});
