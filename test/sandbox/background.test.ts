import { describe, expect, it } from '@jest/globals';
import { Background } from '../../sandbox/background.js';

describe('background work of the sandbox', () => {
  it('is carried out in the order in which it falls due, and each piece once', () => {
    let now = 1_000;
    const background = new Background(() => now);
    const done: string[] = [];
    background.later(50, () => done.push('second'));
    background.later(20, () => done.push('first'));
    background.later(50, () => done.push('third'));
    background.catchUp();
    expect(done).toEqual([]);
    now = 1_050;
    background.catchUp();
    background.catchUp();
    expect(done).toEqual(['first', 'second', 'third']);
  });

  it('is dated when it was due, however late somebody looks; what it puts off counts from there', () => {
    let now = 1_000;
    const background = new Background(() => now);
    const dates: number[] = [];
    background.later(10, () => {
      dates.push(background.now);
      background.later(10, () => dates.push(background.now));
    });
    now = 9_000;
    background.catchUp();
    expect(dates).toEqual([1_010, 1_020]);
    expect(background.now).toBe(9_000);
  });

  it('is forgotten by a reset', () => {
    const background = new Background(() => 1_000);
    let runs = 0;
    background.later(0, () => (runs += 1));
    background.reset();
    background.catchUp();
    expect(runs).toBe(0);
  });

  it('goes on after a piece that throws', () => {
    const background = new Background(() => 1_000);
    const done: string[] = [];
    background.later(0, () => {
      throw new Error('broken');
    });
    background.later(0, () => done.push('next'));
    expect(() => {
      background.catchUp();
    }).toThrow('broken');
    background.catchUp();
    expect(done).toEqual(['next']);
  });
});
