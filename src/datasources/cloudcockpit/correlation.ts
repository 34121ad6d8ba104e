import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The `X-Correlation-Id` of an operation's calls: its own request id where that is a UUID,
 * else one made from it (RFC 9562, version 8), so that the upstream's audit log can still be matched with ours.
 *
 * Documented as optional, but a real client reports that calls without it are refused (CloudCockpit 2.1): always sent.
 */
export function correlationId(requestId: string): string {
  if (UUID.test(requestId)) return requestId;
  const hash = createHash('sha256').update(requestId).digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(18, 20),
    hash.slice(20, 32),
  ].join('-');
}
