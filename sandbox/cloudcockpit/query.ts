import { invalid } from './errors.js';

/** Query parameters by lower-case name: the vendor's framework does not tell `pageSize` from `PageSize`. */
export type Query = ReadonlyMap<string, string>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readQuery(url: string): Query {
  const start = url.indexOf('?');
  const parameters = new URLSearchParams(start < 0 ? '' : url.slice(start));
  return new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]));
}

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function wholeNumber(
  query: Query,
  name: string,
  byDefault: number,
  minimum: number,
  maximum: number,
): number {
  const value = query.get(name.toLowerCase());
  if (value === undefined) return byDefault;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= minimum && number <= maximum) return number;
  throw invalid(name, `'${name}' must be between ${minimum} and ${maximum}.`);
}

export function flag(query: Query, name: string, byDefault: boolean): boolean {
  const value = query.get(name.toLowerCase())?.toLowerCase();
  if (value === undefined) return byDefault;
  if (value === 'true' || value === 'false') return value === 'true';
  throw invalid(name, `'${name}' must be true or false.`);
}

export function oneOf<Choice extends string>(
  query: Query,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = query.get(name.toLowerCase());
  if (value === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  if (choice === undefined) throw invalid(name, `'${name}' must be one of ${choices.join(', ')}.`);
  return choice;
}

export function uuid(query: Query, name: string): string | undefined {
  const value = query.get(name.toLowerCase());
  if (value === undefined || isUuid(value)) return value?.toLowerCase();
  throw invalid(name, `The value '${value}' is not valid for ${name}.`);
}
