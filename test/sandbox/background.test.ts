import { describe, expect, it } from '@jest/globals';
import { Background, systemClock } from '../../sandbox/background.js';
import { HeldClock } from './support/held-clock.js';

describe('background work', () => {
  it('is done by the machine’s clock, and its time is now', async () => {
    const background = new Background(systemClock);
    const before = Date.now();
    const at = await new Promise<number>((resolve) => {
      background.after(5, () => {
        resolve(background.now());
      });
    });
    // A timer may fire a fraction of a millisecond early.
    expect(at - before).toBeGreaterThanOrEqual(4);
  });

  it('is called off alone by who began it, and all of it by a reset', () => {
    const clock = new HeldClock('2025-03-01T08:00:00Z');
    const background = new Background(clock);
    const done: string[] = [];
    background.after(10, () => done.push('first'));
    const callOff = background.after(10, () => done.push('called off'));
    background.after(20, () => done.push('too late'));
    callOff();
    clock.forward(10);
    background.clear();
    clock.forward(100);
    background.after(1, () => done.push('after the reset'));
    clock.forward(1);
    expect(done).toEqual(['first', 'after the reset']);
  });

  it('puts off further work, which a reset calls off too', () => {
    const clock = new HeldClock('2025-03-01T08:00:00Z');
    const background = new Background(clock);
    let steps = 0;
    const step = () => {
      steps += 1;
      background.after(10, step);
    };
    background.after(10, step);
    clock.forward(35);
    background.clear();
    clock.forward(100);
    expect(steps).toBe(3);
  });
});
