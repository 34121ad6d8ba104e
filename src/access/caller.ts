/** Everything that can be granted; what else a token names is nothing here. */
const SCOPES = [
  'customers:read',
  'customers:write',
  /** The personal data that providers keep beside a customer. */
  'customers:sensitive',
  /** Passwords that are shown once. */
  'customers:credentials',
  'orders:read',
  'orders:write',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Who asks, and what they were granted. */
export interface Caller {
  /** What they send twice is theirs alone. */
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
  /** The ids of the sources they may see; for them there are no others. */
  readonly sources: ReadonlySet<string> | 'all';
  /** Milliseconds since 1970; null: their right does not end by itself. */
  readonly expiresAt: number | null;
}

/** Everybody, where nobody has to say who they are. */
export const ANONYMOUS: Caller = {
  id: 'anonymous',
  scopes: new Set(SCOPES),
  sources: 'all',
  expiresAt: null,
};

export function isScope(text: unknown): text is Scope {
  return SCOPES.some((scope) => scope === text);
}
