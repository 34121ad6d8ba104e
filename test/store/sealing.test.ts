import { describe, expect, it } from '@jest/globals';
import { BrokenSeal, ForeignSeal, Sealing } from '../../src/store/sealing.js';
import { KEY } from './support/stores.js';

const sealing = new Sealing(KEY);
const PLACE = ['refresh_tokens', 'ion'];

const changed = (text: string, at: number) =>
  text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('A sealed value', () => {
  it.each(['', 'a token', 'Zürich 🏔', 'x'.repeat(100_000)])('opens as what it was: %#', (text) => {
    expect(sealing.open(sealing.seal(text, PLACE), PLACE)).toBe(text);
    expect(new Sealing(KEY).open(sealing.seal(text, PLACE), PLACE)).toBe(text);
  });

  it('is another one every time', () => {
    expect(sealing.seal('a token', PLACE)).not.toBe(sealing.seal('a token', PLACE));
  });

  it('opens in its own place alone', () => {
    const sealed = sealing.seal('a token', PLACE);
    for (const place of [['refresh_tokens', 'ion-2'], ['refresh_tokens'], ['refresh_tokension'], []]) {
      expect(() => sealing.open(sealed, place)).toThrow(BrokenSeal);
    }
  });

  it('tells another key from damage', () => {
    const sealed = sealing.seal('a token', PLACE);
    expect(() => new Sealing(`${KEY}.`).open(sealed, PLACE)).toThrow(ForeignSeal);
    // The last character carries two bits alone: some changes of it are none.
    for (let at = sealed.lastIndexOf('.') + 1; at < sealed.length - 1; at += 1) {
      expect(() => sealing.open(changed(sealed, at), PLACE)).toThrow(BrokenSeal);
    }
    for (const damaged of [
      '',
      'a token',
      'v1.AAAAAAAAAAA',
      sealed.slice(0, 20),
      sealed.replace('v1', 'v2'),
    ]) {
      expect(() => sealing.open(damaged, PLACE)).toThrow(BrokenSeal);
    }
  });
});

describe('A fingerprint', () => {
  it('is the same for the same texts and key, and for nothing else', () => {
    const prints = [
      sealing.fingerprint('a', 'b'),
      sealing.fingerprint('ab'),
      sealing.fingerprint('a', 'b', ''),
      sealing.fingerprint('a","b'),
      new Sealing(`${KEY}.`).fingerprint('a', 'b'),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(new Sealing(KEY).fingerprint('a', 'b')).toBe(prints[0]);
  });
});
