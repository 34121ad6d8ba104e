import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestTarget, type UpstreamRequest } from '../../src/upstream/request.js';
import { operation } from './support/calls.js';
import { loopback, transportTo } from './support/loopback.js';

const pathOf = (id: string) =>
  requestTarget({ method: 'GET', path: '/customers/{id}/orders', params: { id } });
const queryOf = (query: UpstreamRequest['query'] = {}) =>
  requestTarget({ method: 'GET', path: '/customers', query });

/** Every text but an empty one and the dot segments: code points up to U+10FFFF, control characters among them. */
const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => value !== '.' && value !== '..');

const HOSTILE = [
  '../../admin',
  '%2e%2e',
  '%2F',
  'a?x=1',
  'a#b',
  'a;b',
  'a\r\nx-evil: 1',
  'a\0b',
  '..\\',
  'ü😀/é',
  ' ',
];

describe('a path parameter', () => {
  it('is one encoded segment, whatever it holds', () => {
    fc.assert(
      fc.property(text, (id) => {
        const target = pathOf(id);
        expect(target).toMatch(/^[\x21-\x7e]+$/);
        const url = new URL(target, 'http://upstream');
        const [, customers, segment = '', orders, ...rest] = url.pathname.split('/');
        expect([customers, decodeURIComponent(segment), orders, rest]).toEqual([
          'customers',
          id,
          'orders',
          [],
        ]);
        expect([url.host, url.search, url.hash]).toEqual(['upstream', '', '']);
      }),
    );
  });

  it.each(HOSTILE)('arrives as it was given: %j', async (id) => {
    const { url, requests } = await loopback((_, response) => response.end('{}'));
    await transportTo(url).call(
      { method: 'GET', path: '/customers/{id}/orders', params: { id }, query: { search: id } },
      operation(),
    );
    const [request] = requests;
    const { pathname, searchParams } = new URL(request?.url ?? '', url);
    expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'customers', id, 'orders']);
    expect([...searchParams]).toEqual([['search', id]]);
    expect(request?.headers['x-evil']).toBeUndefined();
  });

  it.each(['.', '..', ''])('that would mean another path is refused: %j', (id) => {
    expect(() => pathOf(id)).toThrow(TypeError);
  });

  it('that is missing is named', () => {
    expect(() => requestTarget({ method: 'GET', path: '/customers/{reference}' })).toThrow("'reference'");
  });

  it('that no URL can carry is refused before anything is sent', async () => {
    const { url, requests } = await loopback((_, response) => response.end('{}'));
    const call = transportTo(url).call(
      { method: 'GET', path: '/customers/{id}', params: { id: '\ud800' } },
      operation(),
    );
    await expect(call).rejects.toThrow(URIError);
    expect(requests).toEqual([]);
  });
});

describe('a query', () => {
  it('reads back as it was given', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (query) => {
        const target = queryOf(query);
        expect(target).toMatch(/^[\x21-\x7e]+$/);
        const { pathname, searchParams, hash } = new URL(target, 'http://upstream');
        expect([pathname, hash]).toEqual(['/customers', '']);
        expect([...searchParams]).toEqual(Object.entries(query));
      }),
    );
  });

  it('keeps the dots in names, as ION writes its filters', () => {
    expect(queryOf({ 'filter.customerEmail': 'a+b@example.test' })).toBe(
      '/customers?filter.customerEmail=a%2Bb%40example.test',
    );
  });

  it('leaves out null and undefined, and keeps false, zero and empty text', () => {
    expect(queryOf({ a: null, b: undefined })).toBe('/customers');
    expect(queryOf({ a: null, b: false, c: 0, d: '', e: true })).toBe('/customers?b=false&c=0&d=&e=true');
  });

  it('searches for half an emoji without failing', () => {
    expect(queryOf({ search: 'a\ud83db' })).toBe('/customers?search=a%EF%BF%BDb');
    expect(queryOf({ search: '😀' })).toBe('/customers?search=%F0%9F%98%80');
  });
});
