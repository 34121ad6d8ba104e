/** Where two JSON values differ first, as a path with both values; null where they are the same. */
export function firstDifference(expected: unknown, actual: unknown, path = 'answer'): string | null {
  if (isObject(expected) && isObject(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    // In the order of the expected one: the members of an object have no order that clients may rely on.
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const difference = firstDifference(expected[key], actual[key], `${path}.${key}`);
      if (difference !== null) return difference;
    }
    return null;
  }
  if (Object.is(expected, actual)) return null;
  return `${path} is ${JSON.stringify(actual)} in place of ${JSON.stringify(expected)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
