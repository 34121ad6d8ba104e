/** A value a test takes for granted; its absence fails the test with a reason. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the row this test reads is missing');
  return value;
}
