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
  return `${path} is ${told(actual)} in place of ${told(expected)}`;
}

/** Enough of a value to know it by. */
function told(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
