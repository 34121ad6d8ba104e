import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readEach, readMany, type ListSize } from '../../src/datasources/batch.js';
import type { Lookup, Scan } from '../../src/datasources/source.js';
import { OperationScope } from '../../src/upstream/scope.js';
import { scope, shelf, told, type Row } from './support/shelf.js';

const TEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

describe('the way that takes fewer calls', () => {
  it('is a point read for one id, however short the list', async () => {
    const { find, calls } = shelf({ listed: ['a'], size: { rows: 1 } });
    expect(await find('a')).toEqual({ a: 'a' });
    expect(calls).toEqual(['get a']);
  });

  it('R15: is point reads up to as many ids as the list has pages', async () => {
    const { find, calls } = shelf({ listed: TEN, size: { rows: 10 } });
    await find('a', 'b', 'c', 'd', 'e');
    expect(calls).toEqual(['get a', 'get b', 'get c', 'get d', 'get e']);
  });

  it('R15: is the list for one id more', async () => {
    const { find, calls } = shelf({ listed: TEN, size: { rows: 10 } });
    expect(await find('j', 'i', 'h', 'g', 'f', 'x')).toMatchObject({ j: 'j', f: 'f', x: 'none' });
    expect(calls).toEqual(['page 0', 'page 1', 'page 2', 'page 3', 'page 4']);
  });

  it('is point reads for two ids, and a try of the list for three, while its size is not known', async () => {
    const two = shelf({ listed: TEN });
    await two.find('a', 'b');
    expect(two.calls).toEqual(['get a', 'get b']);
    const three = shelf({ listed: TEN });
    await three.find('a', 'b', 'c');
    expect(three.calls).toEqual(['page 0', 'get c']);
  });

  it('is one page for any ids, where the list is known to be empty', async () => {
    const { find, calls } = shelf({ listed: [], size: { rows: 0 } });
    expect(await find('a', 'b')).toEqual({ a: 'none', b: 'none' });
    expect(calls).toEqual(['page 0']);
  });

  it.each([3, 6])('is point reads for %i ids that a list of three pages may lack', async (count) => {
    const { find, calls } = shelf({ listed: TEN, pageSize: 4, complete: false, size: { rows: 10 } });
    const unknown = Array.from({ length: count }, (_, index) => `unknown-${index}`);
    await find(...unknown);
    expect(calls).toEqual(unknown.map((id) => `get ${id}`));
  });

  it('is such a list where it spares more than half of the reads', async () => {
    const { find, calls } = shelf({ listed: TEN, pageSize: 4, complete: false, size: { rows: 10 } });
    await find(...TEN.slice(3));
    expect(calls).toEqual(['page 0', 'page 1', 'page 2']);
  });

  it('is point reads where there is no list', async () => {
    const { lookup, calls } = shelf({ listed: TEN });
    const withoutScan = { get: lookup.get };
    await readMany({ sourceId: 'src', lookup: withoutScan, size: { rows: 10 } }, TEN, scope);
    expect(calls).toEqual(TEN.map((id) => `get ${id}`));
  });

  it('is no call for no id', async () => {
    const { find, calls } = shelf({ listed: TEN, size: { rows: 10 } });
    expect(await find()).toEqual({});
    expect(calls).toEqual([]);
  });
});

describe('a scan', () => {
  it('ends as soon as every id is found', async () => {
    const { find, calls } = shelf({ listed: TEN, pageSize: 3, size: { rows: 4 } });
    await find('c', 'b', 'a');
    expect(calls).toEqual(['page 0']);
  });

  it('gives way to point reads when these have become the cheaper end', async () => {
    const { find, calls } = shelf({ listed: TEN, pageSize: 4, size: { rows: 10 } });
    expect(await find('a', 'b', 'c', 'j')).toEqual({ a: 'a', b: 'b', c: 'c', j: 'j' });
    expect(calls).toEqual(['page 0', 'get j']);
  });

  it('ends where a list turns out many times longer than it was', async () => {
    const { find, calls } = shelf({ listed: TEN, pageSize: 1, size: { rows: 1 } });
    expect(await find('h', 'i', 'j')).toEqual({ h: 'h', i: 'i', j: 'j' });
    expect(calls).toEqual(['page 0', 'page 1', 'page 2', 'get h', 'get i', 'get j']);
  });

  it('R15: of the whole list shows that an id does not exist', async () => {
    const { find, calls } = shelf({ listed: ['a', 'b', 'c'], size: { rows: 3 } });
    expect(await find('a', 'x', 'y')).toEqual({ a: 'a', x: 'none', y: 'none' });
    expect(calls).toEqual(['page 0', 'page 1']);
  });

  it('of a list that may lack rows shows nothing of the kind: the rest is asked for one by one', async () => {
    const { find, calls } = shelf({
      listed: ['a', 'b'],
      unlisted: ['z'],
      complete: false,
      size: { rows: 2 },
    });
    expect(await find('a', 'z', 'x')).toEqual({ a: 'a', z: 'z', x: 'none' });
    expect(calls).toEqual(['page 0', 'get z', 'get x']);
  });

  it('R15: minds neither rows that stand twice nor those nobody asked for', async () => {
    const { find, calls } = shelf({ listed: ['a', 'x', 'a', 'b', 'b', 'a', 'c'], size: { rows: 4 } });
    expect(await find('c', 'b', 'a')).toEqual({ a: 'a', b: 'b', c: 'c' });
    expect(calls).toEqual(['page 0', 'page 1', 'get c']);
  });
});

describe('trouble', () => {
  it('R15: with a page makes the ids not yet seen failed, never none, and the others stay found', async () => {
    const { find, calls } = shelf({ listed: TEN, failsAtPage: 1, size: { rows: 6 } });
    expect(await find('a', 'c', 'x', 'y')).toEqual({
      a: 'a',
      c: 'UNAVAILABLE',
      x: 'UNAVAILABLE',
      y: 'UNAVAILABLE',
    });
    expect(calls).toEqual(['page 0', 'page 1']);
  });

  it('R15: with a list that is read for the demand of others costs nobody their own id', async () => {
    const { findAmong, calls } = shelf({ listed: TEN, failsAtPage: 1, size: { rows: 10 } });
    expect(await findAmong(100, 'j', 'x')).toEqual({ j: 'j', x: 'none' });
    expect(calls).toEqual(['page 0', 'page 1', 'get j', 'get x']);
  });

  it('R15: with a list for which an older one stands in makes no id "none" that may have been made since', async () => {
    const { lookup, calls } = shelf({ listed: ['a', 'b'], unlisted: ['new'], size: { rows: 2 } });
    const old = new OperationScope('test', 0);
    old.noteStale('src', '');
    old.end();
    const answers = await readMany({ sourceId: 'src', lookup, size: { rows: 2 } }, ['a', 'new'], old);
    expect(told(answers)).toEqual({ a: 'a', new: 'new' });
    expect(calls).toEqual(['page 0', 'get new']);
  });

  it('R15: with one point read is that id’s alone', async () => {
    const { find } = shelf({ listed: TEN, failsAt: 'b', size: { rows: 10 } });
    expect(await find('a', 'b', 'x')).toEqual({ a: 'a', b: 'UNAVAILABLE', x: 'none' });
  });

  it('of our own making is not taken for the upstream’s', async () => {
    const lookup: Lookup<Row> = { get: () => Promise.reject(new TypeError('a bug')) };
    const list = { sourceId: 'src', lookup, size: { rows: null } };
    await expect(readMany(list, ['a', 'b'], scope)).rejects.toThrow(TypeError);
  });
});

describe('a list whose pages lead back', () => {
  /** Page tokens that are followed as given; each page has the row of its own name. */
  function circle(next: Readonly<Record<string, string>>, size: ListSize) {
    const { lookup } = shelf({ listed: [] });
    const pages: string[] = [];
    const page: Scan<Row>['page'] = (position) => {
      const name = position ?? 'start';
      pages.push(name);
      const rows = [{ externalId: name }];
      return Promise.resolve({
        rows,
        totalCount: size.rows,
        fetchedAt: '',
        positionAfter: () => name,
        next: next[name] ?? null,
      });
    };
    const list = {
      sourceId: 'src',
      lookup: { ...lookup, scan: { pageSize: 1, complete: true, page } },
      size,
    };
    return { pages, find: async (...ids: readonly string[]) => told(await readMany(list, ids, scope)) };
  }

  const CIRCLE = { start: 'p', p: 'q', q: 'p' };

  it('is not followed for ever, and tells nothing of the ids that it did not show', async () => {
    const { pages, find } = circle(CIRCLE, { rows: 4 });
    expect(await find('start', 'q', 'v', 'w', 'x', 'y', 'z')).toEqual({
      start: 'start',
      q: 'q',
      ...Object.fromEntries(['v', 'w', 'x', 'y', 'z'].map((id) => [id, 'BAD_RESPONSE'])),
    });
    expect(pages).toEqual(['start', 'p', 'q']);
  });

  it('may lead back to its very beginning', async () => {
    const { pages, find } = circle({ start: 'start' }, { rows: 2 });
    expect(await find('x', 'y', 'z')).toEqual({ x: 'BAD_RESPONSE', y: 'BAD_RESPONSE', z: 'BAD_RESPONSE' });
    expect(pages).toEqual(['start', 'start']);
  });
});

describe('what is remembered of a list', () => {
  it('is its total, where a page tells it', async () => {
    const { find, size } = shelf({ listed: TEN, tellsTotal: true });
    await find('a', 'b', 'c');
    expect(size.rows).toBe(10);
  });

  it('is its length, once it was read to its end', async () => {
    const { find, size } = shelf({ listed: ['a', 'b', 'c', 'd', 'e'] });
    await find('v', 'w', 'x', 'y', 'z');
    expect(size.rows).toBe(5);
  });

  it('is nothing, where it was left before its end', async () => {
    const { find, size } = shelf({ listed: TEN });
    await find('a', 'b', 'c');
    expect(size.rows).toBeNull();
  });

  it('decides how the next ids are read', async () => {
    const { find, calls } = shelf({ listed: ['a', 'b', 'c'] });
    await find('x', 'y', 'z');
    calls.length = 0;
    await find('a', 'x', 'y');
    expect(calls).toEqual(['page 0', 'page 1']);
  });
});

describe('whatever list and ids', () => {
  const ids = fc.uniqueArray(fc.nat({ max: 60 }).map(String), { maxLength: 30 });
  const lists = fc.record({
    listed: fc.array(fc.nat({ max: 40 }).map(String), { maxLength: 40 }),
    unlisted: fc.array(fc.integer({ min: 41, max: 50 }).map(String), { maxLength: 5 }),
    pageSize: fc.integer({ min: 1, max: 9 }),
    complete: fc.boolean(),
    knows: fc.constantFrom('size', 'total', 'nothing'),
  });

  it('answers as point reads would, with hardly more calls than the cheaper way', async () => {
    await fc.assert(
      fc.asyncProperty(lists, ids, async ({ listed, unlisted, pageSize, complete, knows }, wanted) => {
        const options = { listed, unlisted: complete ? [] : unlisted, pageSize, complete };
        const { lookup, calls, find } = shelf({
          ...options,
          tellsTotal: knows === 'total',
          size: { rows: knows === 'size' ? listed.length : null },
        });
        const answers = await find(...wanted);
        const count = calls.length;
        expect(answers).toEqual(told(await readEach(wanted, (id) => lookup.get(id, scope))));

        const cheaper = Math.min(wanted.length, Math.max(1, Math.ceil(listed.length / pageSize)));
        if (complete) {
          // Nobody can know beforehand which way is cheaper where a list does not tell its length: twice at most.
          expect(count).toBeLessThanOrEqual(knows === 'nothing' ? 2 * cheaper : cheaper + 1);
          return;
        }
        // What a list that may lack rows does not show has to be asked for in any case.
        const unseen = wanted.filter((id) => !listed.includes(id)).length;
        expect(count).toBeLessThanOrEqual(unseen + 3 * cheaper + 1);
        // Where it shows none of them at all, the try was not dear.
        if (unseen === wanted.length) expect(count).toBeLessThanOrEqual(Math.ceil(1.5 * unseen));
      }),
      { numRuns: 500 },
    );
  });

  it('R15: tells no id "none" that exists, where a page fails', async () => {
    await fc.assert(
      fc.asyncProperty(lists, ids, fc.nat({ max: 9 }), async ({ listed, pageSize }, wanted, failsAtPage) => {
        const { find } = shelf({ listed, pageSize, failsAtPage, size: { rows: listed.length } });
        for (const [id, answer] of Object.entries(await find(...wanted))) {
          expect([id, 'UNAVAILABLE', ...(listed.includes(id) ? [] : ['none'])]).toContain(answer);
        }
      }),
      { numRuns: 300 },
    );
  });
});
