import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CursorCodec, type WalkState } from '../../src/datasources/cursor.js';
import { BadUserInput } from '../../src/errors.js';

const codec = new CursorCodec('a secret of thirty-two characters');

/** Positions are the datasources' own text: tokens, times, anything. */
const anyPosition = fc.option(fc.string({ unit: 'binary', maxLength: 60 }));
const anyState = fc.record<WalkState>({
  turn: fc.option(fc.stringMatching(/^[a-z0-9-]{1,20}$/)),
  lanes: fc.dictionary(
    fc.stringMatching(/^[a-z0-9-]{1,20}$/),
    fc.record({ position: anyPosition, totalCount: fc.option(fc.nat()) }),
    { maxKeys: 5, noNullPrototype: true },
  ),
});

function refusal(decode: () => unknown): unknown {
  try {
    decode();
  } catch (error) {
    return error instanceof BadUserInput ? error.extensions : error;
  }
  return 'accepted';
}

const REFUSED = { code: 'BAD_USER_INPUT', argument: 'after' };

describe('a cursor', () => {
  it('brings back the state it was made of, whatever text the positions are', () => {
    fc.assert(
      fc.property(anyState, fc.string(), (state, list) => {
        expect(codec.decode(list, codec.encode(list, state), 'after')).toEqual(state);
      }),
    );
  });

  it('can stand in a URL as it is', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(codec.encode('customers', state)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('is refused with any bit of it changed', () => {
    fc.assert(
      fc.property(anyState, fc.nat(), (state, choice) => {
        const bytes = Buffer.from(codec.encode('customers', state), 'base64url');
        const bit = choice % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const tampered = bytes.toString('base64url');
        expect(refusal(() => codec.decode('customers', tampered, 'after'))).toEqual(REFUSED);
      }),
    );
  });

  it('is refused cut short, lengthened, or spelled in another way', () => {
    const cursor = codec.encode('customers', { turn: null, lanes: {} });
    const others = [
      cursor.slice(0, -1),
      cursor.slice(0, 20),
      `${cursor}A`,
      `${cursor}=`,
      `${cursor}\n`,
      ` ${cursor}`,
      `${cursor.slice(0, 4)}*${cursor.slice(4)}`,
    ];
    for (const other of others) {
      expect(refusal(() => codec.decode('customers', other, 'after'))).toEqual(REFUSED);
    }
  });

  it('is refused for any text that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(refusal(() => codec.decode('customers', text, 'after'))).toEqual(REFUSED);
      }),
    );
  });

  it('is refused for another list or filter', () => {
    fc.assert(
      fc.property(anyState, fc.string(), fc.string(), (state, list, other) => {
        fc.pre(list !== other);
        const cursor = codec.encode(list, state);
        expect(refusal(() => codec.decode(other, cursor, 'after'))).toEqual(REFUSED);
      }),
    );
  });

  it('is refused by a graph with another secret', () => {
    const cursor = new CursorCodec('another secret of that length too').encode('customers', {
      turn: null,
      lanes: {},
    });
    expect(refusal(() => codec.decode('customers', cursor, 'after'))).toEqual(REFUSED);
  });

  it('says what would be right', () => {
    expect(() => codec.decode('customers', 'nonsense', 'after')).toThrow(
      'after: is not a cursor of this list with this filter; use an endCursor it gave.',
    );
  });
});
