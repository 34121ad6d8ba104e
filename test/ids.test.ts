import { describe, expect, it } from '@jest/globals';
import { isPlausibleExternalId } from '../src/ids.js';

describe('an upstream identifier', () => {
  it.each(['XSP1', 'a b/c?d#e', 'é', '😀', '...', 'x'.repeat(255)])('can be %j', (id) => {
    expect(isPlausibleExternalId(id)).toBe(true);
  });

  it.each(['', '.', '..', 'a\nb', 'a\u0000', '\ud800', 'x\udfff', 'x'.repeat(256)])('cannot be %j', (id) => {
    expect(isPlausibleExternalId(id)).toBe(false);
  });
});
