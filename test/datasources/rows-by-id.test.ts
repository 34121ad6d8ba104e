import { describe, expect, it } from '@jest/globals';
import DataLoader from 'dataloader';
import { RowsById } from '../../src/datasources/rows-by-id.js';

const LISTED = { externalId: 'a1', from: 'list' };

function rows() {
  const asked: string[][] = [];
  const loader = () =>
    new DataLoader<string, { externalId: string; from: string } | null>((ids) => {
      asked.push([...ids]);
      return Promise.resolve(ids.map((externalId) => ({ externalId, from: 'by id' })));
    });
  return { asked, byId: new RowsById(loader, (id) => id.toLowerCase()) };
}

describe('rows by id', () => {
  it('gives a row that a list brought at once, in any spelling, and asks nobody', () => {
    const { asked, byId } = rows();
    byId.prime(LISTED);
    expect(byId.load('A1')).toBe(LISTED);
    expect(asked).toEqual([]);
  });

  it('loads what no list brought, all of a turn together', async () => {
    const { asked, byId } = rows();
    byId.prime(LISTED);
    await Promise.all([byId.load('b2'), byId.load('c3')]);
    expect(asked).toEqual([['b2', 'c3']]);
  });

  it('shows what it has given in the same state ever after', async () => {
    const { byId } = rows();
    const loaded = await byId.load('a1');
    byId.prime(LISTED);
    expect(await byId.load('a1')).toBe(loaded);
  });

  it('keeps to the first of two lists that brought a row', () => {
    const { byId } = rows();
    byId.prime(LISTED);
    byId.prime({ externalId: 'a1', from: 'another list' });
    expect(byId.load('a1')).toBe(LISTED);
  });
});
