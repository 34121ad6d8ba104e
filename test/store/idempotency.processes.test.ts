import { beforeAll, expect, it } from '@jest/globals';
import { build } from '../e2e/support/process.js';
import { describeKinds } from './support/kinds.js';
import { runProcess } from './support/processes.js';

beforeAll(build, 60_000);

const KEY = { caller: 'portal', mutation: 'create', key: 'k' };

/** At which a process can die before `sending` is written, and before `done` is: lock, statements, commit; or one script each. */
const MOMENTS = { file: { sending: 7, done: 3 }, Redis: { sending: 2, done: 1 } };

describeKinds('Idempotency across processes', (kind) => {
  it('lets each key be fresh once, though three processes begin them all at the same time', async () => {
    const { url } = await kind.place();
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
      const place = await kind.place(Date.now);
      const { wasKilled } = await runProcess({ url: place.url, killAt, task: { name: 'write', key: KEY } });
      await place.pass(60_000);
      const store = await place.open();
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
    const { sending, done } = MOMENTS[kind.name];
    expect([unresolved, replay]).toEqual([done, 1]);
    expect(fresh).toBeGreaterThanOrEqual(sending);
  }, 30_000);
});
