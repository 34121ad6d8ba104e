import { describe, expect, it } from '@jest/globals';
import {
  AtMost,
  Email,
  faultsOf,
  Form,
  OneOf,
  Required,
  unsupported,
  Within,
} from '../../src/datasources/input-rules.js';
import { Provider } from '../../src/types/source.js';

class Rules {
  @Required() @AtMost(5) name?: string | null;
  @AtMost(10) @Email() email?: string | null;
  @Form(/^\d+$/, 'be digits alone') zip?: string | null;
  @OneOf(['BUSINESS', 'PERSON']) kind?: string | null;
  @Within(1, 3) quantity?: number | null;
  @Required() @AtMost(2) lines?: readonly string[] | null;
}

const GOOD = { name: 'Adams', email: 'a@b.test', zip: '1', kind: 'PERSON', quantity: 3, lines: ['x', 'y'] };
const faults = (values: object) => faultsOf(Rules, { ...GOOD, ...values }, ['input', 'part']);
const codes = (values: object) => faults(values).map(({ field, code }) => `${field?.at(-1)} ${code}`);

describe('rules', () => {
  it('are kept at their bounds', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ quantity: 1 })).toEqual([]);
  });

  it('let pass what is null or left out, unless it is required', () => {
    const nothing = { name: null, email: null, zip: undefined, kind: null, quantity: null, lines: undefined };
    expect(codes(nothing).sort()).toEqual(['lines REQUIRED', 'name REQUIRED']);
  });

  it.each<[object, string[]]>([
    [{ name: '' }, ['name REQUIRED']],
    [{ name: ' '.repeat(6) }, ['name REQUIRED']],
    [{ name: 'Adamsx' }, ['name TOO_LONG']],
    [{ email: 'ab.test' }, ['email INVALID']],
    [{ email: 'abcdefg.test' }, ['email INVALID', 'email TOO_LONG']],
    [{ zip: '1a' }, ['zip INVALID']],
    [{ zip: '' }, ['zip INVALID']],
    [{ kind: 'person' }, ['kind INVALID']],
    [{ quantity: 0 }, ['quantity INVALID']],
    [{ quantity: 4 }, ['quantity INVALID']],
    [{ lines: [] }, ['lines REQUIRED']],
    [{ lines: ['x', 'y', 'z'] }, ['lines TOO_LONG']],
  ])('broken by %j', (values, expected) => {
    expect(codes(values)).toEqual(expected);
  });

  it('say where and what, all at once, and never what was submitted', () => {
    const found = faults({ name: 'canary-one', email: 'canary-two', kind: 'canary-three' });
    expect(found).toContainEqual({
      field: ['input', 'part', 'name'],
      code: 'TOO_LONG',
      message: 'name must have 5 characters or fewer.',
    });
    expect(found).toHaveLength(3);
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  it('of an input of nothing but unknown members break what is required', () => {
    expect(faultsOf(Rules, { other: 1 }, ['input']).map(({ field }) => field)).toEqual([
      ['input', 'name'],
      ['input', 'lines'],
    ]);
  });
});

describe('members without a place', () => {
  const refused = (value: unknown) =>
    unsupported(Provider.ION, { acronym: value }, ['acronym'], ['input', 'contact']);

  it.each([['canary'], [''], [0], [true], [{}], [['canary']]])('are refused where %j is given', (value) => {
    expect(refused(value)).toEqual([
      {
        field: ['input', 'contact', 'acronym'],
        code: 'UNSUPPORTED',
        message: 'ION has no place for acronym.',
      },
    ]);
  });

  it.each([[null], [undefined], [false], [[]]])('are passed over where %j asks for nothing', (value) => {
    expect(refused(value)).toEqual([]);
  });
});
