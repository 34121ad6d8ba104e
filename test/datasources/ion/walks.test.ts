import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrderCriteria, PageRequest } from '../../../src/datasources/source.js';
import { readMany } from '../../../src/datasources/batch.js';
import type { Page } from '../../../src/datasources/source.js';
import { againstIon, apiCalls, EVERYONE, type Reply } from './support.js';

/**
 * A list of `count` rows by opaque tokens: any size can be asked for, but no page has more than `most` rows,
 * and the page at row `gap` comes empty, with a token to go on.
 */
function tokenList(count: number, most: number, gap = -1) {
  return ({ pathname, searchParams }: URL): Reply => {
    const [, start = '0', state = ''] = /^≫(\d+);?(.*)$/s.exec(searchParams.get('pageToken') ?? '') ?? [];
    const isGap = Number(start) === gap && state !== 'passed;/?&"\n';
    const size = isGap ? 0 : Math.min(Number(searchParams.get('pageSize')), most);
    const end = Math.min(Number(start) + size, count);
    const member = pathname.endsWith('/orders') ? 'orders' : 'customers';
    const rows = Array.from({ length: end - Number(start) }, (_, index) =>
      rowOf(member, Number(start) + index),
    );
    // Opaque means any character.
    const nextPageToken = end === count ? '' : `≫${end};${isGap ? 'passed;/?&"\n' : ''}`;
    return { body: { [member]: rows, nextPageToken } };
  };
}

function rowOf(member: string, index: number) {
  const customer = `accounts/10001/customers/${(index % 60) + 1}`;
  return {
    name: member === 'orders' ? `${customer}/orders/${index + 1}` : `accounts/10001/customers/${index + 1}`,
  };
}

/** Walks to the end, going on after a row inside the page where `stops` says so, else after the page. */
async function walk(
  read: (request: PageRequest) => Promise<Page<{ readonly externalId: string }>>,
  sizes: readonly number[],
  stops: readonly number[] = [],
): Promise<readonly string[]> {
  const seen: string[] = [];
  let position: string | null = null;
  for (let step = 0; step < 500; step += 1) {
    const page = await read({ position, size: sizes[step % sizes.length] ?? 1 });
    const stop = stops[step % stops.length] ?? page.rows.length;
    const taken = stop > 0 && stop < page.rows.length ? stop : page.rows.length;
    seen.push(...page.rows.slice(0, taken).map(({ externalId }) => externalId));
    position = taken < page.rows.length ? page.positionAfter(taken - 1) : page.next;
    if (position === null) return seen;
  }
  throw new Error('The walk does not end.');
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

describe('a walk through a list of ION', () => {
  it('gives every row once, whatever sizes are asked for and wherever it stops', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 5 }),
        async (count, most, sizes, stops) => {
          await againstIon(tokenList(count, most), async (source, scope) => {
            const read = (request: PageRequest) => source.customers.page(EVERYONE, request, scope);
            expect(await walk(read, sizes, stops)).toEqual(numbersTo(count));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on past an empty page that has a token', async () => {
    await againstIon(tokenList(10, 100, 4), async (source, scope, calls) => {
      const read = (request: PageRequest) => source.customers.page(EVERYONE, request, scope);
      expect(await walk(read, [4])).toEqual(numbersTo(10));
      expect(apiCalls(calls)).toHaveLength(4);
    });
  });

  it('takes one call for each page that is dealt whole', async () => {
    await againstIon(tokenList(30, 100), async (source, scope, calls) => {
      await walk((request) => source.customers.page(EVERYONE, request, scope), [10, 5]);
      expect(apiCalls(calls)).toHaveLength(4);
    });
  });

  it('goes on chunk by chunk where more customers are asked for than one call takes', async () => {
    const criteria: OrderCriteria = { customerIds: numbersTo(60), status: null, createdSince: null };
    await againstIon(tokenList(120, 7), async (source, scope) => {
      const seen = await walk((request) => source.orders.page(criteria, request, scope), [3, 11], [2, 99]);
      expect([...seen].sort((a, b) => Number(a) - Number(b))).toEqual(numbersTo(120));
    });
  });

  it('is refused where a token leads back to its own page', async () => {
    await againstIon(
      () => ({ body: { nextPageToken: 'again' } }),
      async (source, scope) => {
        const first = await source.customers.page(EVERYONE, { position: null, size: 5 }, scope);
        const second = source.customers.page(EVERYONE, { position: first.next, size: 5 }, scope);
        await expect(second).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
      },
    );
  });

  it('finds many ids by scanning, and what is not in the whole list does not exist', async () => {
    await againstIon(tokenList(1500, 1000), async (source, scope, calls) => {
      const ids = ['1', '1200', '7', '9999'];
      const answers = await readMany(
        { sourceId: source.id, lookup: source.customers, size: { rows: 1500 } },
        ids,
        scope,
      );
      expect(ids.map((id) => [id, answers.get(id) === null])).toEqual([
        ['1', false],
        ['1200', false],
        ['7', false],
        ['9999', true],
      ]);
      expect(apiCalls(calls)).toHaveLength(2);
    });
  });
});
