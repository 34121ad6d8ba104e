import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  readBoolean,
  readDecimal,
  readInt,
  readList,
  readObject,
  readObjects,
  readText,
  readTexts,
} from '../../src/datasources/reading.js';

const anyJson = fc.jsonValue();
const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('readers of upstream JSON', () => {
  it('take anything without throwing, and give the type they promise or null', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, fc.constant(undefined)), (value) => {
        expect([null, 'string']).toContain(typeName(readText(value)));
        expect([null, 'number']).toContain(typeName(readInt(value)));
        expect([null, 'boolean']).toContain(typeName(readBoolean(value)));
        expect([null, 'string']).toContain(typeName(readDecimal(value)));
        expect(readObjects(value).every((entry) => readObject(entry) === entry)).toBe(true);
        expect(readTexts(value).every((entry) => entry.trim() !== '')).toBe(true);
      }),
    );
  });

  it('take an empty PHP object, which is a list, for none', () => {
    expect(readObject([])).toBeNull();
    expect(readObject(null)).toBeNull();
    expect(readObject({})).toEqual({});
    expect(readList({})).toBeNull();
  });

  it('keep the objects of a list that holds other things too', () => {
    expect(readObjects([{ id: 1 }, null, 'x', [], { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
    expect(readObjects('no list')).toEqual([]);
  });

  it.each([
    [' 75002 ', ' 75002 '],
    ['  ', null],
    [75002, '75002'],
    [Number.NaN, null],
    [true, null],
    [null, null],
  ])('read text from %j as %j', (value, text) => {
    expect(readText(value)).toBe(text);
  });

  it('keep the texts of a list', () => {
    expect(readTexts(['a', '', 7, null, {}])).toEqual(['a', '7']);
  });

  it.each([
    ['12', 12],
    [-7, -7],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_648, null],
    ['1.5', null],
    [1.5, null],
    ['', null],
  ])('read a whole number from %j as %j', (value, number) => {
    expect(readInt(value)).toBe(number);
  });

  it.each([
    [true, true],
    ['true', true],
    [1, true],
    ['1', true],
    [false, false],
    ['false', false],
    [0, false],
    ['0', false],
    ['yes', null],
    [2, null],
    [null, null],
  ])('read a truth from %j as %j', (value, truth) => {
    expect(readBoolean(value)).toBe(truth);
  });
});

function typeName(value: unknown): string | null {
  return value === null ? null : typeof value;
}

describe('a decimal', () => {
  it('is the very number that the JSON held, in plain digits', () => {
    fc.assert(
      fc.property(anyDouble, (number) => {
        const text = readDecimal(number);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
        expect(Number(text) === number).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has no more digits than JSON.stringify would write', () => {
    fc.assert(
      fc.property(anyDouble, (number) => {
        const [mantissa = ''] = JSON.stringify(number).split('e');
        expect(significant(readDecimal(number) ?? '')).toBe(significant(mantissa));
      }),
    );
  });

  it.each([
    [12.4, '12.4'],
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [1.7976931348623157e308, `17976931348623157${'0'.repeat(292)}`],
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '0'],
    ['12.40', '12.40'],
    ['1e3', null],
    ['01', null],
    ['.5', null],
    ['1,5', null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
  ])('reads %j as %j', (value, text) => {
    expect(readDecimal(value)).toBe(text);
  });
});

function significant(text: string): string {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
}
