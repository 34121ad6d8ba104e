import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CursorCodec, type WalkState } from '../../src/datasources/cursor.js';
import { dkhardware } from '../../src/datasources/dkhardware/index.js';
import { BadUserInput } from '../../src/errors.js';
import { decodeNodeId, encodeNodeId, isPlausibleExternalId } from '../../src/ids.js';
import { requestTarget } from '../../src/upstream/request.js';
import { PLAIN_TRANSPORT } from '../support/graph.js';
import { memoryRefreshTokens } from '../support/refresh-tokens.js';
import { sample } from '../support/sample-upstream.js';
import { text } from './support/hostile-text.js';
import { spoiling } from './support/spoilt.js';

const RUNS = { numRuns: 10_000 };

const KINDS = ['customer', 'order', 'operation'] as const;

describe('ids, ten thousand at a time', () => {
  it('any text is no id, or the one spelling of one', () => {
    const base64 = text.map((one) => Buffer.from(one).toString('base64url'));
    const named = text.map((one) => Buffer.from(`customer:arrow:${one}`).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(text, base64, named), (id) => {
        const read = decodeNodeId(id);
        if (read === null) return;
        expect(encodeNodeId(read.kind, read.sourceId, read.externalId)).toBe(id);
        expect(isPlausibleExternalId(read.externalId)).toBe(true);
      }),
      RUNS,
    );
  });

  it('what was given out is read as it was, and with a letter changed as another or none', () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(isPlausibleExternalId);
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), id, fc.nat(), (kind, externalId, place) => {
        const given = encodeNodeId(kind, 'arrow', externalId);
        expect(decodeNodeId(given)).toEqual({ kind, sourceId: 'arrow', externalId });
        const at = place % given.length;
        const changed = `${given.slice(0, at)}${given[at] === 'A' ? 'B' : 'A'}${given.slice(at + 1)}`;
        expect(decodeNodeId(changed)).not.toEqual({ kind, sourceId: 'arrow', externalId });
      }),
      RUNS,
    );
  });

  it('S9: whatever passes for an id is one segment, and any text one value', () => {
    fc.assert(
      fc.property(text.filter(isPlausibleExternalId), text, (id, search) => {
        const target = requestTarget({ method: 'GET', path: '/a/{id}/b', params: { id }, query: { search } });
        expect(target).toMatch(/^\/a\/[\w.!~*'()%-]+\/b\?search=[\w.!~*'()%-]*$/);
        const { pathname, searchParams } = new URL(target, 'http://upstream.example');
        expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', id, 'b']);
        expect([...searchParams]).toEqual([['search', Buffer.from(search).toString()]]);
      }),
      RUNS,
    );
  });
});

describe('cursors, ten thousand at a time', () => {
  const codec = new CursorCodec('a secret of this test, of 32 characters');
  const state: fc.Arbitrary<WalkState> = fc.record({
    turn: fc.option(fc.constantFrom('arrow', 'ion')),
    lanes: fc.dictionary(
      fc.constantFrom('arrow', 'cockpit', 'dkh', 'ion'),
      fc.record({ position: fc.option(fc.string({ maxLength: 20 })), totalCount: fc.option(fc.nat()) }),
    ),
  });
  /** Without a matcher of jest for each: fifty thousand of them would take most of the time. */
  const refused = (list: string, cursor: string) => {
    try {
      codec.decode(list, cursor, 'after');
    } catch (error) {
      if (error instanceof BadUserInput) return;
      throw error;
    }
    throw new Error(`was taken: ${cursor}`);
  };

  it('one of this list is read as it was; one of another list, cut or changed, is refused', () => {
    fc.assert(
      fc.property(state, fc.nat(), (walk, place) => {
        const cursor = codec.encode('customers {}', walk);
        expect(codec.decode('customers {}', cursor, 'after')).toEqual({
          turn: walk.turn,
          lanes: { ...walk.lanes },
        });
        const at = place % cursor.length;
        refused('orders {}', cursor);
        refused('customers {}', cursor.slice(0, at));
        refused(
          'customers {}',
          `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
        );
        refused('customers {}', `${cursor}=`);
      }),
      RUNS,
    );
  });

  it('any other text or bytes are refused', () => {
    const bytes = fc.uint8Array({ maxLength: 100 }).map((one) => Buffer.from(one).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(text, bytes), (cursor) => {
        refused('customers {}', cursor);
      }),
      RUNS,
    );
  });
});

describe('events of DK Hardware, ten thousand at a time', () => {
  const SECRET = 'hook-secret';

  it('are read, found malformed or nothing to know; genuine only with the secret', async () => {
    const events = eventsWith(SECRET);
    const sampled = { ...((await sample('dk.webhook.customer-changed.json')) as object), secret: SECRET };
    const body = fc.oneof(
      spoiling.map((spoil) => spoil(sampled)),
      fc.jsonValue({ maxDepth: 6 }),
    );
    fc.assert(
      fc.property(body, (one) => {
        const secret: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'secret') : null;
        expect(events.isGenuine(one)).toBe(!Array.isArray(one) && secret === SECRET);
        const reading = events.read(one);
        expect(['changed', 'unknown', 'malformed']).toContain(reading.kind);
        expect(JSON.stringify(reading)).not.toContain(SECRET);
        if (reading.kind !== 'changed') return;
        for (const id of reading.change.customerIds) expect(id).toMatch(/^\d+$/);
      }),
      RUNS,
    );
  });
});

function eventsWith(webhookSecret: string) {
  const url = 'http://127.0.0.1:9';
  const configured = dkhardware.schema.parse({
    ...{ id: 'dkh', provider: 'dkhardware', baseUrl: url, transport: PLAIN_TRANSPORT, webhookSecret },
    credentials: {
      tokenUrl: `${url}/token`,
      clientId: 'partner',
      clientSecret: 's3cret',
      scope: 'customers',
    },
  });
  const services = { refreshTokens: memoryRefreshTokens(), observe: () => undefined };
  const { events } = configured.open(services);
  if (events === undefined) throw new Error('This source expects no events.');
  return events;
}
