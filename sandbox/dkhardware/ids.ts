/** One more than the highest there is: the same writes after a reset get the same ids. */
export function nextId(ids: readonly (string | number)[]): string {
  return String(Math.max(0, ...ids.map(Number)) + 1);
}
