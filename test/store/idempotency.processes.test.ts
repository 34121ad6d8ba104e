import { beforeAll, describe, expect, it } from '@jest/globals';
import { build } from '../e2e/support/process.js';
import { runProcess } from './support/processes.js';
import { freshUrl, open } from './support/stores.js';

beforeAll(build, 60_000);

const KEY = { caller: 'portal', mutation: 'create', key: 'k' };

describe('Idempotency across processes', () => {
  it('lets each key be fresh once, though three processes begin them all at the same time', async () => {
    const url = await freshUrl();
    const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
    const task = { name: 'begin', keys: [...keys, ...keys, ...keys] };
    const processes = await Promise.all([1, 2, 3].map(() => runProcess({ url, task })));
    const outcomes = processes.flatMap(({ printed }) => printed.outcomes as readonly [string, string][]);
    expect(outcomes).toHaveLength(90);
    const fresh = outcomes.filter(([, outcome]) => outcome === 'fresh').map(([key]) => key);
    expect(fresh.sort()).toEqual(keys);
    const others = outcomes.filter(([, outcome]) => outcome !== 'fresh').map(([, outcome]) => outcome);
    expect(others.filter((outcome) => outcome !== 'replay' && outcome !== 'in-progress')).toEqual([]);
  });

  it('never calls a request fresh that a killed process may have sent', async () => {
    const seen: (readonly [boolean, string])[] = [];
    for (let killAt = 1; ; killAt += 1) {
      const url = await freshUrl();
      const { wasKilled } = await runProcess({ url, killAt, task: { name: 'write', key: KEY } });
      const store = await open(url, { clock: () => Date.now() + 60_000 });
      seen.push([wasKilled, (await store.idempotency.begin(KEY, 'input')).outcome]);
      if (!wasKilled) break;
    }
    const outcomes = seen.map(([, outcome]) => outcome);
    // Killed before `sending` was written, before `done` was written, and not at all.
    const [fresh, unresolved, replay] = ['fresh', 'unresolved', 'replay'].map(
      (wanted) => outcomes.filter((outcome) => outcome === wanted).length,
    );
    expect(outcomes).toEqual([
      ...Array<string>(fresh ?? 0).fill('fresh'),
      ...Array<string>(unresolved ?? 0).fill('unresolved'),
      'replay',
    ]);
    // Lock, statements, commit, each of which is a moment to die at.
    expect([unresolved, replay]).toEqual([3, 1]);
    expect(fresh).toBeGreaterThan(6);
  }, 30_000);
});
