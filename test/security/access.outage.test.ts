import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Subscriber } from '../e2e/support/subscriber.js';
import { startTestGraph, type TestGraph } from '../support/graph.js';
import { TokenIssuer } from '../support/tokens.js';

let issuer: TokenIssuer;
let graph: TestGraph;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  issuer.status = 503;
  graph = await startTestGraph({ settings: { auth: issuer.auth } });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

describe('S5: with an issuer whose keys cannot be read, a good token', () => {
  it('is told to come back, not that it is bad', async () => {
    const { status, errors } = await graph.askAs(await issuer.token(), '{ sources { id } }');
    expect({ status, errors }).toEqual({
      status: 503,
      errors: [
        {
          message: 'Tokens cannot be verified for the moment; send the same again later.',
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
  });

  it('has its WebSocket closed with 1013', async () => {
    const authorization = `Bearer ${await issuer.token()}`;
    const subscriber = new Subscriber(graph.url, { connectionParams: { authorization } });
    const first = subscriber.subscribe('subscription { customerChanged { externalId } }').next();
    await expect(first).rejects.toMatchObject({ code: 1013, reason: 'Try again later' });
  });

  it('opens GraphiQL all the same, which shows nothing of anybody', async () => {
    expect((await fetch(`${graph.url}/graphiql`)).status).toBe(200);
    expect((await fetch(`${graph.url}/health/ready`)).status).toBe(200);
  });
});
