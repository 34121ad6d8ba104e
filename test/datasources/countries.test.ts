import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import countries from 'i18n-iso-countries';
import { countryCodeOf } from '../../src/datasources/countries.js';

const codes = Object.keys(countries.getAlpha2Codes());

describe('countryCodeOf', () => {
  it.each([
    ['FR', 'FR'],
    ['fr', 'FR'],
    [' FR ', 'FR'],
    ['FRA', 'FR'],
    ['France', 'FR'],
    ['FRANCE', 'FR'],
    ['United States', 'US'],
    ['United States of America', 'US'],
    ['USA', 'US'],
    ['UK', 'GB'],
    ['United Kingdom', 'GB'],
    ['Germany', 'DE'],
    ['Korea, Republic of', 'KR'],
    ['Korea (Republic of)', 'KR'],
    ["Korea, Democratic People's Republic of", 'KP'],
    ['Bolivia, Plurinational State of', 'BO'],
    ['Venezuela (Bolivarian Republic of)', 'VE'],
    ['Congo, The Democratic Republic of the', 'CD'],
    ['Congo', 'CG'],
    ['The Bahamas', 'BS'],
    ['South Korea', 'KR'],
    ['Viet Nam', 'VN'],
    ['Czech Republic', 'CZ'],
    ["Côte d'Ivoire", 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Turkiye', 'TR'],
    ['Cabo Verde', 'CV'],
    ['Holy See', 'VA'],
    ['UAE', 'AE'],
    ['Netherlands', 'NL'],
  ])('%j is %s', (country, code) => {
    expect(countryCodeOf(country)).toBe(code);
  });

  it.each([null, '', ' ', 'ZZ', 'ZZZ', 'Atlantis', '12', 'F', ','])('%j is no country', (country) => {
    expect(countryCodeOf(country)).toBeNull();
  });

  it('reads every code and every English name in any case', () => {
    for (const code of codes) {
      const name = countries.getName(code, 'en') ?? '';
      expect([name, countryCodeOf(name)]).toEqual([name, code]);
      expect(countryCodeOf(name.toUpperCase())).toBe(code);
      expect(countryCodeOf(code.toLowerCase())).toBe(code);
      expect(countryCodeOf(countries.alpha2ToAlpha3(code) ?? '')).toBe(code);
    }
  });

  it('gives a code of ISO 3166-1 or nothing, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([null, ...codes]).toContain(countryCodeOf(text));
      }),
    );
  });
});
