import { describe, expect, it } from '@jest/globals';
import { cycle, seededRandom } from '../../sandbox/random.js';
import { slug } from '../../sandbox/vocabulary.js';

describe('seeded random numbers', () => {
  it('are the same for the same seed on every machine, and others for another', () => {
    // Recorded once: a change here would change every row of the sandbox.
    const random = seededRandom('a seed');
    const drawn = [random.int(0, 999), random.int(0, 999), random.hex(6), random.uuid()];
    expect(drawn).toEqual([111, 926, '4865de', '5268f905-b5a3-4dd4-802a-d05cc9d212db']);
    expect(seededRandom('another seed').int(0, 999_999)).not.toBe(seededRandom('a seed').int(0, 999_999));
  });

  it('reach both bounds and nothing beyond', () => {
    const random = seededRandom('bounds');
    const drawn = Array.from({ length: 500 }, () => random.int(1, 4));
    expect(new Set(drawn)).toEqual(new Set([1, 2, 3, 4]));
  });

  it('cannot choose from nothing', () => {
    expect(() => seededRandom('x').pick([])).toThrow('no choice');
    expect(() => cycle([], 3)).toThrow('no choice');
  });
});

describe('slugs', () => {
  it.each([
    ['Brückmeer Électronique 7 & Co', 'bruckmeer-electronique-7-co'],
    ["Žižka, Weiß & O'Neill", 'zizka-weiss-o-neill'],
    ['Łódź Ørsted', 'lodz-orsted'],
  ])('of %s are ASCII', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });
});
