import { describe, expect, it } from '@jest/globals';
import { firstDifference } from '../../bench/answers.js';

describe('firstDifference', () => {
  it('finds none between answers that say the same in another order of members', () => {
    const one = { data: { nodes: [{ id: '1', name: null }] } };
    const other = { data: { nodes: [{ name: null, id: '1' }] } };
    expect(firstDifference(one, other)).toBeNull();
  });

  it('names the place and both values', () => {
    const difference = firstDifference({ nodes: [{ id: '1' }] }, { nodes: [{ id: 1 }] });
    expect(difference).toBe('answer.nodes.0.id is 1 in place of "1"');
  });

  it.each([
    ['a member that is missing', { a: 1 }, {}],
    ['a member too many', {}, { a: 1 }],
    ['null in place of nothing', {}, { a: null }],
    ['a shorter list', [1, 2], [1]],
    ['a longer list', [1], [1, 2]],
    ['rows in another order', [1, 2], [2, 1]],
    ['a list in place of an object', { 0: 1 }, [1]],
    ['null in place of an object', {}, null],
  ])('finds %s', (_, expected, actual) => {
    expect(firstDifference(expected, actual)).not.toBeNull();
  });
});
