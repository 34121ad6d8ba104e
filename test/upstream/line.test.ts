import { describe, expect, it } from '@jest/globals';
import { Line } from '../../src/upstream/line.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { operation } from './support/calls.js';

interface Named {
  readonly name: string;
  readonly scope: OperationScope;
  readonly ordinal: number;
}

/** Operations whose calls join one line, each named by its operation and its number: `b3`. */
function lineOf(bound: number) {
  const line = new Line<Named>(bound);
  const scopes = new Map<string, OperationScope>();
  const join = (name: string, times: number, newScope = operation) => {
    const scope = scopes.get(name) ?? newScope();
    scopes.set(name, scope);
    let joined = 0;
    for (; joined < times && !line.isFullFor(scope); joined += 1) {
      const ordinal = scope.nextTurn('src');
      line.join({ name: `${name}${ordinal}`, scope, ordinal });
    }
    return joined;
  };
  const names = () => line.all().map(({ name }) => name);
  return { line, join, names };
}

function inBackground(): OperationScope {
  const scope = new OperationScope('poll', 10_000, Infinity, { background: true });
  scope.end();
  return scope;
}

describe('the line of a source', () => {
  it('calls an n-th call of one operation before any (n+1)-th, equals as they came', () => {
    const { join, names } = lineOf(100);
    join('a', 3);
    join('b', 2);
    join('c', 1);
    join('b', 1);
    expect(names()).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'b3']);
  });

  it('counts what an operation has had: it does not begin anew when its calls have left', () => {
    const { line, join, names } = lineOf(100);
    join('a', 2);
    for (const waiter of line.all()) line.leave(waiter);
    join('a', 1);
    join('b', 2);
    expect(names()).toEqual(['b1', 'b2', 'a3']);
  });

  it('calls background work last, whatever its number', () => {
    const { join, names } = lineOf(100);
    join('poll', 2, inBackground);
    join('a', 3);
    expect(names()).toEqual(['a1', 'a2', 'a3', 'poll1', 'poll2']);
  });

  it('may be filled by one operation alone', () => {
    const { join } = lineOf(12);
    expect(join('a', 20)).toBe(12);
  });

  it('leaves everybody their share once it is full, and puts nobody out', () => {
    const { line, join } = lineOf(12);
    expect([join('a', 6), join('b', 6)]).toEqual([6, 6]);
    expect(join('third list', 6)).toBe(4);
    expect(join('stranger', 1)).toBe(1);
    expect([join('a', 1), join('b', 1), join('third list', 1)]).toEqual([0, 0, 0]);
    expect(line.size).toBe(17);
  });

  it('has an end all the same', () => {
    const { line, join } = lineOf(12);
    for (let stranger = 0; stranger < 100; stranger += 1) join(`s${stranger}-`, 12);
    // 12 + 6 + 4 + 3 + 2 + 2 and one for each of six more.
    expect(line.size).toBe(35);
  });

  it('takes in nobody where it has no places', () => {
    expect(lineOf(0).join('a', 1)).toBe(0);
  });

  it('is left once only', () => {
    const { line, join, names } = lineOf(10);
    join('a', 2);
    const [first] = line.all();
    if (first === undefined) throw new Error('Nobody waits.');
    line.leave(first);
    line.leave(first);
    expect(names()).toEqual(['a2']);
  });
});
