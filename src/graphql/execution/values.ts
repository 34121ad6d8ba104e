/** As graphql-js tells promises: by their `then`. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return isObjectLike(value) && typeof value.then === 'function';
}

/** What has properties. */
export function isObjectLike(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
