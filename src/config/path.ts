/** Where something stands in the configuration file, e.g. `['sources', 2, 'credentials', 'clientSecret']`. */
export type Path = readonly (string | number)[];

/** What OAuth 2.0 itself calls public; everything else under `credentials` is taken for a secret. */
const PUBLIC_CREDENTIALS = ['tokenUrl', 'clientId', 'scope'];
const SECRETS = ['webhookSecret', 'cursorSecret', 'encryptionKey', 'token'];

/** `sources[2].credentials.clientSecret` */
export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

export function isSecret(path: Path): boolean {
  const member = path.at(-1);
  if (typeof member !== 'string') return false;
  return SECRETS.includes(member) || (path.at(-2) === 'credentials' && !PUBLIC_CREDENTIALS.includes(member));
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number') found = Array.isArray(found) ? found[step] : undefined;
    else found = isMapping(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** Whether `path` is `ancestor` or lies beneath it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.every((step, index) => path[index] === step);
}
