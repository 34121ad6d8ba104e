import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestGraph } from '../support/graph.js';
import {
  callsOf,
  MergedList,
  reportOf,
  rowsOf,
  sorted,
  startListGraph,
  withoutSources,
  type PageRequest,
} from './support/lists.js';
import { customersOnTheWire, namesOf, type WireRow, type WireThing } from './support/wire-rows.js';

let graph: TestGraph;
let customers: MergedList;

beforeAll(async () => {
  graph = await startListGraph();
  customers = new MergedList(graph, 'customers');
});

afterAll(() => graph.close());

/** Walks a filtered list and compares it with the rows on the wire that meet the filter. */
async function expectExactly(filter: PageRequest['filter'], meets: (thing: WireThing) => boolean) {
  const pages = await customers.walk(filter);
  const expected = namesOf(customersOnTheWire(graph).filter(meets));
  expect(expected).not.toEqual([]);
  expect(sorted(rowsOf(pages))).toEqual(sorted(expected));
  return pages;
}

/** A member of a row or, `a.b`, of an object in it. */
function member(row: WireRow, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      row,
    );
}

describe('sources and providers', () => {
  it('leave out every other source', async () => {
    const filter = { sourceIds: ['ion', 'arrow'] };
    const pages = await expectExactly(
      filter,
      ({ sourceId, isDeleted }) => filter.sourceIds.includes(sourceId) && !isDeleted,
    );
    expect(pages[0]?.page.sources.map(({ source }) => source.id)).toEqual(['arrow', 'ion']);
    expect(new Set(pages.flatMap(({ calls }) => calls.map(({ source }) => source)))).toEqual(
      new Set(['arrow', 'ion']),
    );
  });

  it('of one provider are all of its sources', async () => {
    await expectExactly({ providers: ['DKHARDWARE'] }, ({ sourceId }) => sourceId === 'dkh');
  });

  it('must both be met: where no source meets them, the list is empty and nobody is asked', async () => {
    const { page, calls, errors } = await customers.page({
      filter: { sourceIds: ['ion'], providers: ['ARROWSPHERE'] },
    });
    expect(page).toMatchObject({ nodes: [], sources: [], totalCount: 0 });
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, endCursor: null, startCursor: null });
    expect([calls, errors]).toEqual([[], []]);
  });
});

describe('includeDeleted', () => {
  it('brings the deleted customers too', async () => {
    const pages = await expectExactly({ includeDeleted: true }, () => true);
    expect(rowsOf(pages).length).toBe(customersOnTheWire(graph).length);
  });

  it('false or null is the default', async () => {
    const filter = { sourceIds: ['arrow'] };
    const byDefault = rowsOf(await customers.walk(filter));
    expect(rowsOf(await customers.walk({ ...filter, includeDeleted: null }))).toEqual(byDefault);
    expect(rowsOf(await customers.walk({ ...filter, includeDeleted: false }))).toEqual(byDefault);
  });
});

const EMAILS: Readonly<Record<string, readonly string[]>> = {
  arrow: ['EmailContact', 'Contact.Email'],
  cockpit: ['email'],
  dkh: ['email'],
  ion: ['customerEmail'],
};

describe('email', () => {
  it.each([
    ['arrow', 'EmailContact'],
    ['arrow', 'Contact.Email'],
    ['cockpit', 'email'],
    ['dkh', 'email'],
    ['ion', 'customerEmail'],
  ])('finds whoever has it, in any case: %s %s', async (sourceId, path) => {
    const some = customersOnTheWire(graph).filter((thing) => thing.sourceId === sourceId && !thing.isDeleted);
    const email = String(member(some[30]?.row ?? {}, path));
    expect(email).toContain('@');
    await expectExactly(
      { email: email.toUpperCase() },
      ({ sourceId: id, row, isDeleted }) =>
        !isDeleted &&
        (EMAILS[id] ?? []).some((each) => String(member(row, each)).toLowerCase() === email.toLowerCase()),
    );
  });

  it('finds nobody by a part of it', async () => {
    expect(rowsOf(await customers.walk({ email: 'example' }))).toEqual([]);
  });
});

describe('search', () => {
  it('finds part of a company at every source, in any case', async () => {
    const company: Readonly<Record<string, string>> = {
      arrow: 'CompanyName',
      cockpit: 'companyName',
      dkh: 'company',
      ion: 'customerOrganization',
    };
    // Blanks keep it from standing in any e-mail address or person's name.
    const pages = await expectExactly({ search: ' PHARMA ' }, ({ sourceId, row, isDeleted }) => {
      return !isDeleted && String(member(row, company[sourceId] ?? '')).includes(' Pharma ');
    });
    expect(new Set(rowsOf(pages).map((row) => row.split(' ')[0])).size).toBeGreaterThan(1);
  });

  it('finds a person by first and last name', async () => {
    const [person] = customersOnTheWire(graph).filter(({ sourceId }) => sourceId === 'dkh');
    const name = `${String(person?.row.firstName)} ${String(person?.row.lastName)}`;
    expect(rowsOf(await customers.walk({ search: name.toUpperCase(), sourceIds: ['dkh'] }))).toContain(
      `dkh ${person?.externalId ?? ''}`,
    );
  });
});

describe('countryCode', () => {
  it("is any of a customer's addresses, also where the upstream writes names", async () => {
    const pages = await expectExactly({ countryCode: 'US' }, ({ sourceId, row, isDeleted }) => {
      if (isDeleted) return false;
      if (sourceId === 'arrow') return [row.CountryCode, row.BillingCountryCode].includes('US');
      if (sourceId === 'cockpit') return row.country === 'US';
      if (sourceId === 'ion') return member(row, 'customerAddress.country') === 'US';
      const addresses: readonly unknown[] = Array.isArray(row.addresses) ? row.addresses : [];
      return addresses.some((address) => JSON.stringify(address).includes('"country":"United States"'));
    });
    expect(new Set(rowsOf(pages).map((row) => row.split(' ')[0])).size).toBeGreaterThan(2);
  });
});

describe('updatedSince', () => {
  const updatedSince = '2024-03-01T00:00:00+01:00';

  it('gives whoever was changed since, to the instant', async () => {
    await expectExactly({ updatedSince }, ({ sourceId, row }) => {
      const time = sourceId === 'dkh' ? `${String(row.updatedAt)}Z` : String(row.updateTime);
      return ['dkh', 'ion'].includes(sourceId) && Date.parse(time) >= Date.parse(updatedSince);
    });
  });

  it.each(['arrow', 'cockpit'])('leaves %s out, which does not know, and says so', async (sourceId) => {
    const answer = await customers.page({ filter: { updatedSince } });
    expect(reportOf(answer, sourceId)).toEqual({
      source: { id: sourceId },
      status: 'SKIPPED',
      totalCount: null,
      error: {
        code: 'UNSUPPORTED',
        message: `Source '${sourceId}' does not tell what the filter 'updatedSince' asks for.`,
        retryable: false,
      },
    });
    expect(callsOf(answer, sourceId)).toBe(0);
    expect(answer.errors).toEqual([]);
  });

  it('tells whoever did not ask for `sources` which of them the filter leaves out', async () => {
    const { errors } = await withoutSources(graph, 'customers').page({ filter: { updatedSince } });
    expect(errors.map(({ path, extensions }) => [path, extensions?.code, extensions?.sourceId])).toEqual([
      [['list'], 'UPSTREAM_UNSUPPORTED', 'arrow'],
      [['list'], 'UPSTREAM_UNSUPPORTED', 'cockpit'],
    ]);
  });

  it('of sources that cannot apply it has no total: nothing found and nobody asked are not the same', async () => {
    const filter = { updatedSince, sourceIds: ['arrow'] };
    expect((await customers.page({ filter })).page).toMatchObject({ nodes: [], totalCount: null });
  });
});

describe('a search that finds little', () => {
  let bounded: TestGraph;

  beforeAll(async () => {
    bounded = await startListGraph({ limits: { maxScanPages: 1 } });
  });

  afterAll(() => bounded.close());

  it('stops at maxScanPages, says so, and goes on from there with the next page', async () => {
    const last = customersOnTheWire(bounded).findLast(
      (thing) => thing.sourceId === 'arrow' && !thing.isDeleted,
    );
    const filter = { sourceIds: ['arrow'], search: String(last?.row.CompanyName) };
    const pages = await new MergedList(bounded, 'customers').walk(filter);

    expect(pages.map(({ page }) => page.nodes.length)).toEqual([0, 0, 1]);
    expect(rowsOf(pages)).toEqual([`arrow ${last?.externalId ?? ''}`]);
    expect(pages.map((answer) => callsOf(answer, 'arrow'))).toEqual([1, 1, 1]);
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    const message =
      "Looked through one page of source 'arrow' for this page of the list; the next page goes on from there.";
    const bound = { code: 'CALL_LIMIT_EXCEEDED', message, retryable: false };
    expect(pages.map((answer) => reportOf(answer, 'arrow')?.error)).toEqual([bound, bound, null]);
    expect(pages.map((answer) => reportOf(answer, 'arrow')?.status)).toEqual(['OK', 'OK', 'OK']);
  });
});
