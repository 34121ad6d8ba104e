import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nextData, socketUrl, Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { upstreamCalls } from './support/upstream-calls.js';
import { inSeconds, signingKey, TokenIssuer } from '../support/tokens.js';

let issuer: TokenIssuer;
let graph: TestGraph;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  graph = await startTestGraph({ settings: { auth: issuer.auth } });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

const QUERY = '{ customers(first: 1) { nodes { id } } }';
const SUBSCRIPTION = 'subscription { customerChanged { externalId } }';

/** Everything of an answer that could hint at why it was given, but for its own id and time. */
async function refusal(authorization: string | undefined, body = JSON.stringify({ query: QUERY })) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body,
  });
  const { 'x-request-id': _, date: __, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

/** A token's parts, its payload or signature changed. */
function tampered(token: string, change: (payload: Record<string, unknown>) => unknown): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  return [header, Buffer.from(JSON.stringify(change(claims))).toString('base64url'), signature].join('.');
}

/** HS256 with the text of the public key as the secret: taken by servers that let the token choose its algorithm. */
async function signedWithPublicKey(): Promise<string> {
  const key = await importJWK(issuer.key.publicKey, issuer.key.algorithm, { extractable: true });
  if (key instanceof Uint8Array) throw new Error('A public key is no secret.');
  return await new SignJWT({ scope: 'customers:read', sources: ['*'] })
    .setProtectedHeader({ alg: 'HS256', kid: issuer.key.kid })
    .setIssuer('https://id.example/')
    .setAudience('partner-graph')
    .setSubject('portal')
    .setExpirationTime('10m')
    .sign(Buffer.from(await exportSPKI(key)));
}

const unsigned = () =>
  new UnsecuredJWT({ scope: 'customers:read', sources: ['*'] })
    .setIssuer('https://id.example/')
    .setAudience('partner-graph')
    .setSubject('portal')
    .setExpirationTime('10m')
    .encode();

interface Attempt {
  readonly what: string;
  readonly token: () => Promise<string | undefined> | string | undefined;
}

const ATTEMPTS: readonly Attempt[] = [
  { what: 'no token', token: () => undefined },
  { what: 'an expired token', token: () => issuer.token({ exp: inSeconds(-60) }) },
  { what: 'another issuer', token: () => issuer.token({ iss: 'https://evil.example/' }) },
  { what: 'another audience', token: () => issuer.token({ aud: 'another-graph' }) },
  { what: 'alg none', token: unsigned },
  { what: 'HS256 with the public key as the secret', token: signedWithPublicKey },
  {
    what: 'an unknown key id',
    token: async () => await issuer.token({}, await signingKey('key-of-somebody-else')),
  },
  {
    what: 'a known key id and another key',
    token: async () => await issuer.token({}, await signingKey(issuer.key.kid)),
  },
  {
    what: 'a changed payload',
    token: async () => tampered(await issuer.token(), (claims) => ({ ...claims, sub: 'somebody else' })),
  },
  {
    what: 'a changed signature',
    token: async () => (await issuer.token()).replace(/.{4}$/, 'AAAA'),
  },
  { what: 'an algorithm that is not configured', token: otherAlgorithm },
  { what: 'no end', token: () => issuer.token({ exp: undefined }) },
  { what: 'no subject', token: () => issuer.token({ sub: undefined }) },
  { what: 'no audience', token: () => issuer.token({ aud: undefined }) },
  { what: 'a token that is not yet good', token: () => issuer.token({ nbf: inSeconds(60) }) },
  { what: 'words', token: () => 'let me in' },
];

async function otherAlgorithm(): Promise<string> {
  const key = await signingKey('key-pss', 'PS256');
  issuer.keys = [...issuer.keys, key];
  const token = await issuer.token({}, key);
  issuer.keys = issuer.keys.slice(0, 1);
  return token;
}

describe('A caller', () => {
  it('with a good token is answered', async () => {
    const { status, data, errors } = await graph.askAs(await issuer.token(), QUERY);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(data).toMatchObject({ customers: { nodes: [{ id: expect.any(String) }] } });
  });

  it.each(ATTEMPTS)(
    'S5: with $what is refused without a hint, before anything is done',
    async ({ token }) => {
      const given = await token();
      const before = await upstreamCalls(graph);
      const answer = await refusal(given === undefined ? undefined : `Bearer ${given}`);
      expect(answer).toEqual(await refusal('Bearer x.y.z'));
      expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
      expect(JSON.parse(answer.body)).toEqual({
        errors: [
          {
            message: 'Send a valid token: Authorization: Bearer <JWT>.',
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      });
      expect(await upstreamCalls(graph)).toBe(before);
    },
  );

  it.each(['{"query": 5', '', '['.repeat(10_000), 'x'.repeat(300_000)])(
    'S5: without a token learns nothing of what a body would have led to',
    async (body) => {
      expect(await refusal(undefined, body)).toMatchObject({ status: 401 });
    },
  );

  it('S5: is asked for a token by GET too', async () => {
    const url = `${graph.url}/graphql?query=${encodeURIComponent('{ sources { id } }')}`;
    expect((await fetch(url)).status).toBe(401);
    const authorization = `Bearer ${await issuer.token()}`;
    expect((await fetch(url, { headers: { authorization, 'apollo-require-preflight': '1' } })).status).toBe(
      200,
    );
  });

  it('with another scheme is refused', async () => {
    expect(await refusal(`Basic ${Buffer.from('a:b').toString('base64')}`)).toMatchObject({ status: 401 });
    expect(await refusal(`bearer ${await issuer.token()}`)).toMatchObject({ status: 200 });
  });
});

describe('A WebSocket', () => {
  it.each(ATTEMPTS)('S5: with $what is closed with 4403', async ({ token }) => {
    const given = await token();
    const subscriber = new Subscriber(graph.url, {
      connectionParams: given === undefined ? {} : { authorization: `Bearer ${given}` },
    });
    await expect(subscriber.subscribe(SUBSCRIPTION).next()).rejects.toMatchObject({
      code: 4403,
      reason: 'Forbidden',
    });
    await subscriber.close();
  });

  it.each(['authorization', 'Authorization'])('is admitted by a token under %s', async (name) => {
    const subscriber = new Subscriber(graph.url, {
      connectionParams: { [name]: `Bearer ${await issuer.token()}` },
    });
    const received = subscriber.subscribe(SUBSCRIPTION);
    await subscriber.heard();
    await received.return?.();
    await subscriber.close();
  });

  it('S5: ends when its token does', async () => {
    // Five seconds are given to clocks that differ.
    const token = await issuer.token({ exp: inSeconds(-3) });
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization: `Bearer ${token}` } });
    const received = subscriber.subscribe(SUBSCRIPTION);
    await expect(received.next()).rejects.toMatchObject({ code: 4403, reason: 'Forbidden' });
    expect(await subscriber.closed).toBe(4403);
  });

  it('S5: that subscribes before it is admitted is closed with 4401', async () => {
    const socket = new WebSocket(socketUrl(graph.url), 'graphql-transport-ws');
    socket.once('open', () => {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }));
    });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(4401);
  });

  it('is admitted by the header of its upgrade request', async () => {
    const socket = new WebSocket(socketUrl(graph.url), 'graphql-transport-ws', {
      headers: { authorization: `Bearer ${await issuer.token()}` },
    });
    socket.once('open', () => {
      socket.send('{"type":"connection_init"}');
    });
    const message = await new Promise((resolve) => {
      socket.once('message', (data: Buffer) => {
        resolve(data.toString());
      });
    });
    expect(message).toBe('{"type":"connection_ack"}');
    socket.terminate();
  });

  it('tells an operation to somebody who may see its source', async () => {
    const token = await issuer.token();
    const { data } = await graph.askAs<{ createCustomer: { operation: { id: string } } }>(
      token,
      `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { operation { id } } }`,
      { input: NEW_CUSTOMER },
    );
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization: `Bearer ${token}` } });
    const received = subscriber.subscribe<{ operationUpdated: { status: string } }>(
      'subscription ($id: ID!) { operationUpdated(id: $id) { status } }',
      { id: data.createCustomer.operation.id },
    );
    expect((await nextData(received)).operationUpdated.status).toMatch(/ACCEPTED|PROCESSING|SUCCEEDED/);
    await subscriber.close();
  });
});

const NEW_CUSTOMER = {
  sourceId: 'dkh',
  idempotencyKey: 'tokens-1',
  email: 'tokens@portal.example',
  contact: { firstName: 'Pat', lastName: 'Sample' },
  address: { line1: '55 Sample St', city: 'Denver', state: 'CO', postalCode: '80111', countryCode: 'US' },
};
