/** A thing as it stands on the wire, or as the graph answers it: nothing is known of its members. */
export type Json = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): Json | null {
  return isJson(value) ? value : null;
}

export function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// ---------------------------------------------------------------- what the graph makes of a value

/** As it stands; what is empty or missing is null. */
export function same(value: unknown): unknown {
  return value === undefined || value === '' ? null : value;
}

/** As text: `80111` is "80111". */
export function inText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : same(value);
}

/** That an object is there at all, by the name of its type; its members have tables of their own. */
export function there(value: unknown, typename: string): string | null {
  return objectOf(value) === null ? null : typename;
}

const UNSET = '0001-01-01T00:00:00';

/** A time without a zone, read as UTC. */
export function inUtc(value: unknown): string | null {
  return typeof value === 'string' && value !== UNSET ? `${value}Z` : null;
}

/** A time without a zone, read on a clock in Paris; with one, as it stands. */
export function inParis(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (value.endsWith('Z')) return value;
  const local = value.replace(' ', 'T');
  return local + (isParisSummer(local) ? '+02:00' : '+01:00');
}

/** From three in the morning of March's last Sunday until three in the morning of October's. */
function isParisSummer(local: string): boolean {
  const year = Number(local.slice(0, 4));
  return local >= `${lastSunday(year, '03')}T03:00:00` && local < `${lastSunday(year, '10')}T03:00:00`;
}

/** Both months have 31 days. */
function lastSunday(year: number, month: '03' | '10'): string {
  const weekday = new Date(`${year}-${month}-31T00:00:00Z`).getUTCDay();
  return `${year}-${month}-${31 - weekday}`;
}
