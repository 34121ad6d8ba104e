import { describe, expect, it } from '@jest/globals';
import { EventQueue } from '../../src/writes/event-queue.js';

function queueOf(limit = 3) {
  let stops = 0;
  const queue = new EventQueue<string>({ keyOf: (event) => event.charAt(0), limit }).follow(() => () => {
    stops += 1;
  });
  return { queue, stops: () => stops };
}

describe('An event queue', () => {
  it('gives what waits in its order, and the newest of each key', async () => {
    const { queue } = queueOf();
    for (const event of ['a1', 'b1', 'a2']) queue.push(event);
    queue.end();
    queue.push('c1');
    const given: string[] = [];
    for await (const event of queue) given.push(event);
    expect(given).toEqual(['a2', 'b1']);
  });

  it('wakes its reader, with an event or with the end', async () => {
    const { queue } = queueOf();
    const first = queue.next();
    queue.push('a1');
    expect(await first).toEqual({ done: false, value: 'a1' });
    const second = queue.next();
    queue.end();
    expect(await second).toEqual({ done: true, value: undefined });
  });

  it('tells of lost events instead of growing past its limit, once, and stops to listen', async () => {
    const { queue, stops } = queueOf(2);
    for (const event of ['a1', 'b1', 'b2', 'c1', 'd1']) queue.push(event);
    expect(stops()).toBe(1);
    await expect(queue.next()).rejects.toMatchObject({ extensions: { code: 'EVENTS_LOST' } });
    expect(await queue.next()).toMatchObject({ done: true });
  });

  it('lets a reader go that still waits, and stops to listen once', async () => {
    const { queue, stops } = queueOf();
    const waiting = queue.next();
    await queue.return();
    await queue.return();
    expect(await waiting).toMatchObject({ done: true });
    expect(stops()).toBe(1);
  });
});
