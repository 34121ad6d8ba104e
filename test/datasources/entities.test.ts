import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Entities } from '../../src/datasources/entities.js';
import { offsetOf, offsetPage } from '../../src/datasources/paging.js';
import type { Answer, Lookup, Page } from '../../src/datasources/source.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { OperationScope } from '../../src/upstream/scope.js';

interface Row {
  readonly externalId: string;
  readonly name: string;
}

const FRESH_MS = 15_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A list of numbered rows, which tells only the calls that a cache of answers would let through. */
function list(count: number, { complete = true, pageSize = 1_000 } = {}) {
  const kept = {
    ...{ freshMs: FRESH_MS, staleMs: 60_000, epoch: 0, drops: 0, voidBefore: 0 },
    isFresh: (fetchedAt: string) =>
      Date.now() - Date.parse(fetchedAt) < FRESH_MS && Date.parse(fetchedAt) >= kept.voidBefore,
    drop() {
      kept.epoch += 1;
      kept.drops += 1;
    },
    doubt() {
      kept.epoch += 1;
      kept.voidBefore = Date.now() + 1;
    },
  };
  const upstream = { isDown: false, isListDown: false, name: 'old' };
  const calls: string[] = [];
  const answered = new Map<
    string,
    { readonly epoch: number; readonly page: Page<Row> | Row | null; readonly at: number }
  >();
  const ask = <Answered extends Page<Row> | Row | null>(
    what: string,
    read: () => Answered,
  ): Promise<Answered> => {
    const known = answered.get(what);
    const isFresh = known?.epoch === kept.epoch && Date.now() - known.at < FRESH_MS;
    if (isFresh && known.page !== null) return Promise.resolve(known.page as Answered);
    calls.push(what);
    if (upstream.isDown || (upstream.isListDown && what.startsWith('page')))
      return Promise.reject(new UpstreamFailure(UpstreamErrorCode.UNAVAILABLE, 'src'));
    const page = read();
    answered.set(what, { epoch: kept.epoch, page, at: Date.now() });
    return Promise.resolve(page);
  };
  const row = (index: number): Row => Object.freeze({ externalId: String(index), name: upstream.name });
  const lookup: Lookup<Row> = {
    get: (id) => ask(`get ${id}`, () => (Number(id) < count ? row(Number(id)) : null)),
    scan: {
      pageSize,
      complete,
      page: (position) =>
        ask(`page ${position ?? '0'}`, () => {
          const offset = offsetOf(position);
          const rows = Array.from({ length: Math.min(pageSize, count - offset) }, (_, index) =>
            row(offset + index),
          );
          const hasNext = offset + rows.length < count;
          return offsetPage({ rows, offset, hasNext, totalCount: null, fetchedAt: new Date().toISOString() });
        }),
    },
  };
  const entities = new Entities<Row>(kept);
  const page = (position: string | null = null) =>
    entities.filledBy(() => lookup.scan?.page(position, scope) ?? Promise.resolve(null));
  const scope = new OperationScope('test', 0);
  scope.end();
  const read = async (id: string, by = scope): Promise<Answer<Row> | undefined> =>
    (await entities.read('src', lookup, [id], by)).get(id);
  return { kept, upstream, calls, scope, page, read };
}

describe('rows that a list showed', () => {
  it('R14: are not read by id while they are fresh', async () => {
    const { page, read, calls } = list(10);
    await page();
    jest.advanceTimersByTime(FRESH_MS - 1);
    expect(await read('3')).toEqual({ externalId: '3', name: 'old' });
    expect(calls).toEqual(['page 0']);
    jest.advanceTimersByTime(1);
    await read('3');
    expect(calls).toEqual(['page 0', 'get 3']);
  });

  it('R14: are dropped with what the upstream changed', async () => {
    const { page, read, calls, upstream, kept } = list(10);
    await page();
    upstream.name = 'new';
    kept.drop();
    expect(await read('3')).toMatchObject({ name: 'new' });
    expect(calls).toEqual(['page 0', 'get 3']);
  });

  it('R14: are not kept where the upstream changed while they were read', async () => {
    const { page, read, calls, kept } = list(10);
    const reading = page();
    kept.drop();
    await reading;
    await read('3');
    expect(calls).toEqual(['page 0', 'get 3']);
  });

  it('R14: stand in for an upstream that fails, told as of then, up to their bound', async () => {
    const { page, read, upstream, scope } = list(10);
    const { fetchedAt = '' } = (await page()) ?? {};
    upstream.isDown = true;
    jest.advanceTimersByTime(59_999);
    expect(await read('3')).toEqual({ externalId: '3', name: 'old' });
    expect(scope.stale).toEqual([{ sourceId: 'src', fetchedAt }]);
    jest.advanceTimersByTime(1);
    expect(await read('3')).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('R14: stand in, but are not fresh, after a write of which nobody knows; after one that was made they do not', async () => {
    const { page, read, upstream, kept, calls } = list(10);
    await page();
    upstream.isDown = true;
    kept.doubt();
    expect(await read('3')).toEqual({ externalId: '3', name: 'old' });
    expect(calls).toEqual(['page 0', 'get 3']);
    kept.drop();
    expect(await read('3')).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('are passed by where a write is decided', async () => {
    const { page, read, calls } = list(10);
    await page();
    const write = new OperationScope('test', 0, Infinity, { anew: true });
    await read('3', write);
    write.end();
    expect(calls).toEqual(['page 0', 'get 3']);
  });
});

describe('many rows that are read one by one', () => {
  /** Thirty reads a second of random rows. */
  async function minute({ read }: ReturnType<typeof list>, ids: number) {
    let seed = 42;
    const wrong: string[] = [];
    for (let reads = 0; reads < 30 * 60; reads += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      const id = String(seed % ids);
      const row = await read(id);
      if (row === null || row === undefined || row instanceof Error || row.externalId !== id) wrong.push(id);
      jest.advanceTimersByTime(1_000 / 30);
    }
    return wrong;
  }

  it('settle at the cost of their list: 30 reads a second of 1,500 rows take no more than 30 calls a minute', async () => {
    const source = list(1_500);
    expect(await minute(source, 1_500)).toEqual([]);
    expect(source.calls.length).toBeLessThanOrEqual(30);
    expect(source.calls.filter((call) => call.startsWith('page')).length).toBeLessThanOrEqual(12);
  });

  it('stay point reads where they are fewer than the pages of their list', async () => {
    const source = list(100_000);
    for (const id of ['1', '99998', '1', '99998', '1']) await source.read(id);
    expect(source.calls).toEqual(['get 1', 'get 99998']);
    await source.read('50000');
    await source.read('50000');
    expect(source.calls.filter((call) => call === 'get 50000')).toHaveLength(1);
  });

  it('are known not to be there where a complete list did not show them', async () => {
    const { read, calls } = list(10);
    for (const id of ['100', '101', '102', '103', '104']) expect(await read(id)).toBeNull();
    expect(calls).toEqual(['get 100', 'get 101', 'page 0']);
    jest.advanceTimersByTime(FRESH_MS);
    expect(await read('104')).toBeNull();
    expect(calls.at(-1)).toBe('get 104');
  });

  it('are asked for one by one where the list may lack them', async () => {
    const { read, calls } = list(10, { complete: false });
    for (const id of ['100', '101', '102', '103', '104', '105', '106']) await read(id);
    expect(calls.filter((call) => call.startsWith('page'))).toEqual(['page 0']);
    expect(calls.at(-1)).toBe('get 106');
  });

  it('R14: are not asked for again while it is fresh that they are not there, however often somebody asks', async () => {
    const { read, calls, kept } = list(10, { complete: false });
    for (let second = 0; second < 15; second += 1) {
      expect(await read('100')).toBeNull();
      jest.advanceTimersByTime(1_000);
    }
    expect(calls).toEqual(['get 100']);
    expect(await read('100')).toBeNull();
    kept.drop();
    expect(await read('100')).toBeNull();
    expect(calls).toEqual(['get 100', 'get 100', 'get 100']);
  });

  it('R15: are read one by one where their list fails, which is tried again after a while', async () => {
    const { read, calls, upstream } = list(1_500);
    upstream.isListDown = true;
    for (let id = 0; id < 10; id += 1)
      expect(await read(String(id))).toMatchObject({ externalId: String(id) });
    expect(calls.filter((call) => call.startsWith('page'))).toEqual(['page 0']);
    expect(calls.filter((call) => call.startsWith('get'))).toHaveLength(10);
    upstream.isListDown = false;
    jest.advanceTimersByTime(FRESH_MS);
    for (let id = 10; id < 20; id += 1)
      expect(await read(String(id))).toMatchObject({ externalId: String(id) });
    expect(calls.filter((call) => call.startsWith('page'))).toEqual(['page 0', 'page 0']);
  });
});
