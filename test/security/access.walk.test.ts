import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeNodeId } from '../../src/ids.js';
import { createSchema } from '../../src/graphql/schema.js';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { EVERY_SCOPE, TokenIssuer } from '../support/tokens.js';
import { GUARDED } from './support/guarded-fields.js';
import { walkSchema, type Place } from './support/schema-walk.js';

let issuer: TokenIssuer;
let graph: TestGraph;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({ settings: { auth: issuer.auth } });
  const { data } = await graph.askAs<{ createCustomer: { operation: { id: string } } }>(
    await issuer.token(),
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { operation { id } } }',
    { input: NEW_CUSTOMER },
  );
  operations.dkh = decodeNodeId(data.createCustomer.operation.id)?.externalId ?? '';
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

const SOURCES = ['arrow', 'cockpit', 'dkh', 'ion'];
const operations: Record<string, string> = {};
const places = walkSchema(createSchema(), {
  customers: { arrow: 'XSP100201', dkh: '463501', ion: '20001' },
  operations,
});
const byHttp = places.filter(({ operation }) => operation !== 'subscription');
const bySocket = places.filter(({ operation }) => operation === 'subscription');

interface Told {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly {
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string; readonly scope?: string };
  }[];
}

async function ask(query: string, token?: string): Promise<Told> {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as Partial<Told>;
  return { status: response.status, text, errors };
}

const codes = ({ errors }: Told) => errors.map(({ extensions }) => extensions?.code);

/** The scopes that the way to a place takes, the first one first. */
const scopesOf = ({ way }: Place) =>
  way.flatMap((step) => {
    const scope = GUARDED[step];
    return scope === undefined ? [] : [scope];
  });

/** So many at once that the walk is quick, and no more than the graph takes. */
async function atEach(some: readonly Place[], check: (place: Place) => Promise<void>): Promise<void> {
  for (let index = 0; index < some.length; index += 16) {
    await Promise.all(
      some.slice(index, index + 16).map(async (place) => {
        try {
          await check(place);
        } catch (error) {
          throw new Error(`${place.name} by ${place.queryAt(place.source)}`, { cause: error });
        }
      }),
    );
  }
}

describe('Every field of the schema', () => {
  it('is walked to', () => {
    const names = new Set(places.map(({ name }) => name));
    expect(names.size).toBeGreaterThan(280);
    expect(Object.keys(GUARDED).filter((name) => !names.has(name))).toEqual([]);
  });

  it('S5: without a token, is UNAUTHENTICATED', async () => {
    await atEach(byHttp, async ({ source, queryAt }) => {
      const told = await ask(queryAt(source));
      expect({ status: told.status, codes: codes(told) }).toEqual({
        status: 401,
        codes: ['UNAUTHENTICATED'],
      });
    });
  });

  it('S7: without a scope, is FORBIDDEN at the first step that takes one, or open', async () => {
    const token = await issuer.token({ scope: '' });
    await atEach(byHttp, async (place) => {
      const told = await ask(place.queryAt(place.source), token);
      const [first] = scopesOf(place);
      if (first === undefined) expect(codes(told)).not.toContain('FORBIDDEN');
      else expect(told.errors[0]?.extensions).toEqual({ code: 'FORBIDDEN', scope: first });
      expect(told.status).toBe(200);
    });
  });

  it('S7: that takes a scope, is never answered to callers who have all but that one', async () => {
    const guarded = byHttp.filter(({ name }) => GUARDED[name] !== undefined);
    await atEach(guarded, async (place) => {
      const scope = GUARDED[place.name];
      const others = EVERY_SCOPE.split(' ').filter((each) => each !== scope);
      const told = await ask(place.queryAt(place.source), await issuer.token({ scope: others.join(' ') }));
      const refused = told.errors.filter(({ extensions }) => extensions?.code === 'FORBIDDEN');
      expect(refused.every(({ extensions }) => extensions?.scope === scope)).toBe(true);
      // Deeper fields are refused where there is something to refuse them on.
      if (place.way.length === 1) expect(refused.length).toBe(1);
    });
  });

  it('S6: at a source that was not granted, is what it is at a source that is not there', async () => {
    const tokens = new Map<string, string>();
    for (const source of SOURCES) {
      tokens.set(source, await issuer.token({ sources: SOURCES.filter((other) => other !== source) }));
    }
    await atEach(byHttp, async ({ source, queryAt }) => {
      const token = tokens.get(source) ?? '';
      const told = await ask(queryAt(source), token);
      expect(told.text).toBe((await ask(queryAt('z'.repeat(source.length)), token)).text);
      expect(told.text).not.toContain(`"${source}"`);
      expect(codes(told)).not.toContain('FORBIDDEN');
    });
  });

  it('with the scopes of its way, is answered', async () => {
    await atEach(byHttp, async (place) => {
      const token = await issuer.token({ scope: scopesOf(place).join(' '), sources: [place.source] });
      const told = await ask(place.queryAt(place.source), token);
      expect(told.status).toBe(200);
      expect(codes(told)).not.toContain('FORBIDDEN');
      expect(codes(told)).not.toContain('UNAUTHENTICATED');
      expect(codes(told)).not.toContain('INTERNAL_SERVER_ERROR');
      expect(codes(told)).not.toContain('GRAPHQL_VALIDATION_FAILED');
    });
  });

  it('of a subscription, is as closed as its beginning', async () => {
    const token = await issuer.token({ scope: '' });
    for (const place of bySocket) {
      const params = { connectionParams: { authorization: `Bearer ${token}` } };
      const subscriber = new Subscriber(graph.url, params);
      const first = subscriber.subscribe(place.queryAt(place.source)).next();
      const told = await first.catch((errors: unknown) => errors);
      const [scope] = scopesOf(place);
      // operationUpdated alone is open.
      expect(JSON.stringify(told)).toContain(
        scope === undefined ? '"data":{"operationUpdated"' : `"scope":"${scope}"`,
      );
      await subscriber.close();
    }
  });
});

const NEW_CUSTOMER = {
  ...{ sourceId: 'dkh', idempotencyKey: 'walk', email: 'walk@portal.example' },
  contact: { firstName: 'Pat', lastName: 'Sample' },
  address: { line1: '55 Sample St', city: 'Denver', state: 'CO', postalCode: '80111', countryCode: 'US' },
};
