/**
 * The graph's own ids: `base64url("customer:arrow:XSP1")`.
 *
 * An id is a name, not a secret: whether its bearer may see the thing is decided at every read.
 */
const NODE_KINDS = ['customer', 'order', 'operation'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export interface NodeRef {
  readonly kind: NodeKind;
  readonly sourceId: string;
  readonly externalId: string;
}

const NODE_ID = /^(customer|order|operation):([a-z0-9-]{1,64}):(.+)$/su;

export function encodeNodeId(kind: NodeKind, sourceId: string, externalId: string): string {
  return Buffer.from(`${kind}:${sourceId}:${externalId}`).toString('base64url');
}

/** Null where the text is no id that this graph ever gave out. */
export function decodeNodeId(id: string): NodeRef | null {
  if (!/^[A-Za-z0-9_-]{1,500}$/.test(id)) return null;
  const [, kind, sourceId, externalId] = NODE_ID.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? [];
  if (!isNodeKind(kind) || sourceId === undefined || externalId === undefined) return null;
  if (!isPlausibleExternalId(externalId)) return null;
  // One spelling only: clients' caches compare ids as text.
  return encodeNodeId(kind, sourceId, externalId) === id ? { kind, sourceId, externalId } : null;
}

function isNodeKind(kind: string | undefined): kind is NodeKind {
  return NODE_KINDS.some((known) => known === kind);
}

/**
 * Whether an upstream identifier can be one at all: 1-255 characters, no control character, no half of a surrogate pair
 * (which no URL can carry), and no dot segment, which would mean another path whatever its encoding.
 */
export function isPlausibleExternalId(externalId: string): boolean {
  return /^[^\p{Cc}\p{Cs}]{1,255}$/u.test(externalId) && externalId !== '.' && externalId !== '..';
}
