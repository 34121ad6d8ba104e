import fc from 'fast-check';

/** What stands in JSON where something else was meant to. */
const ODD: readonly unknown[] = [
  ...[null, '', ' ', '\u0000', 'a\r\nb: c', '../..', '%2e%2e', 'x'.repeat(5_000), '\ud83d\ude00', '\ud800'],
  ...[0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324, true, false],
  ...['0000-00-00 00:00:00', '2024-13-45T99:99:99', '+275760-09-14', 'Infinity', '1e999', 'true', '-0'],
  ...[[], {}, [null], [[[]]], [{}], { id: {} }, ['a', 1, null]],
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": "x"}'),
  JSON.parse('['.repeat(200) + ']'.repeat(200)),
];

type Change = { readonly to: unknown } | 'drop' | 'repeat';

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD).map((to) => ({ to })) },
  { weight: 2, arbitrary: fc.constant('drop' as const) },
  { weight: 1, arbitrary: fc.constant('repeat' as const) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((to) => ({ to })) },
);

/** A way to spoil any JSON value in up to four places; where a place lies is decided by the value. */
export const spoiling = fc
  .array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 4 })
  .map((changes) => (value: unknown) => {
    const copy: unknown = structuredClone(value);
    return changes.reduce(spoil, copy);
  });

function spoil(value: unknown, [place, how]: readonly [number, Change]): unknown {
  const places = membersOf(value);
  // The whole is one place among the others.
  const at = places[place % (places.length + 1)];
  if (at === undefined) return typeof how === 'object' ? how.to : value;
  const [parent, name] = at;
  if (how === 'repeat') {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(name)]));
    return value;
  }
  if (typeof how === 'object') Reflect.set(parent, name, structuredClone(how.to));
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
  return value;
}

/** Every object of a value with the name of each of its members, the outermost first. */
function membersOf(value: unknown): readonly (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => [
    [value, name] as const,
    ...membersOf(Reflect.get(value, name)),
  ]);
}
