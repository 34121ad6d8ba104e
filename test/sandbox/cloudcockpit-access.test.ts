import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CLOUDCOCKPIT_SCOPE, CLOUDCOCKPIT_TOKEN_PATH } from '../../sandbox/cloudcockpit/credentials.js';
import { createCloudCockpit } from '../../sandbox/cloudcockpit/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { ask, at } from './support/answers.js';
import { CORRELATION_ID, CREDENTIALS, CloudCockpitCaller } from './support/cloudcockpit.js';
import { sample, shapeOf } from './support/wire-shape.js';

describe('access to CloudCockpit in the sandbox', () => {
  let sandbox: Sandbox;
  let cockpit: CloudCockpitCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createCloudCockpit()] });
  });
  beforeEach(async () => {
    sandbox.reset();
    cockpit = new CloudCockpitCaller(sandbox);
    await cockpit.signIn();
  });
  afterAll(() => sandbox.close());

  describe('tokens', () => {
    it('come in the shape of the sample, for 3599 seconds', async () => {
      const { status, body } = await cockpit.requestToken(CREDENTIALS);
      expect(status).toBe(200);
      expect(shapeOf(body)).toEqual(shapeOf(sample('cloudcockpit.token.response.json')));
      expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    });

    it.each([
      [{ client_secret: 'wrong' }, 401, 'invalid_client'],
      [{ client_id: 'wrong' }, 401, 'invalid_client'],
      [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
      [{ scope: CLOUDCOCKPIT_SCOPE.replace('/.default', '') }, 400, 'invalid_scope'],
    ])('are refused for %j', async (change, status, error) => {
      expect(await cockpit.requestToken({ ...CREDENTIALS, ...change })).toMatchObject({
        status,
        body: { error, error_description: expect.any(String) },
      });
    });

    it.each(['client_id', 'client_secret', 'scope', 'grant_type'] as const)(
      'are refused without %s',
      async (name) => {
        const form = Object.fromEntries(Object.entries(CREDENTIALS).filter(([key]) => key !== name));
        expect([400, 401]).toContain((await cockpit.requestToken(form)).status);
      },
    );

    it('are refused for a body that is no form', async () => {
      const answer = await ask(cockpit.base + CLOUDCOCKPIT_TOKEN_PATH, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(CREDENTIALS),
      });
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    });

    it('expire after the seconds set, and die when revoked', async () => {
      sandbox.upstream('cloudcockpit').configure({ revokeTokens: true });
      expect(await cockpit.get('/v1/Customers')).toMatchObject({ status: 401 });

      sandbox.upstream('cloudcockpit').configure({ tokenSeconds: 0.05 });
      const { body } = await cockpit.requestToken(CREDENTIALS);
      cockpit.headers = { ...cockpit.headers, authorization: `Bearer ${String(at(body, 'access_token'))}` };
      expect(await cockpit.get('/v1/Customers')).toMatchObject({ status: 200 });
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await cockpit.get('/v1/Customers')).toMatchObject({ status: 401 });
    });
  });

  describe('headers', () => {
    it('without a valid token: 401 without a body', async () => {
      cockpit.headers = { ...cockpit.headers, authorization: 'Bearer stale' };
      const answer = await cockpit.get('/v1/Customers');
      expect(answer).toMatchObject({ status: 401, body: undefined });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    });

    it.each(['x-tenant', 'x-correlation-id'])('without %s: 400 in the shape of the sample', async (name) => {
      cockpit.headers = Object.fromEntries(Object.entries(cockpit.headers).filter(([key]) => key !== name));
      const answer = await cockpit.get('/v1/Customers');
      expect(answer.status).toBe(400);
      expect(shapeOf(answer.body)).toEqual(shapeOf(sample('cloudcockpit.error.400.json')));
      expect(String(at(answer.body, 'errors', 0, 'propertyName')).toLowerCase()).toBe(name);
    });

    it('with a correlation id that is no UUID: 400; with the domain of a stranger: 403', async () => {
      expect(
        await ask(`${cockpit.base}/v1/Customers`, {
          headers: { ...cockpit.headers, 'x-correlation-id': 'abc' },
        }),
      ).toMatchObject({
        status: 400,
      });
      expect(
        await ask(`${cockpit.base}/v1/Customers`, {
          headers: { ...cockpit.headers, 'x-tenant': 'stranger.example' },
        }),
      ).toMatchObject({
        status: 403,
      });
    });

    it('come back in errors: the correlation id is the caller’s', async () => {
      expect((await cockpit.get('/v1/Customers?pageSize=0')).body).toMatchObject({
        correlationId: CORRELATION_ID,
      });
    });
  });
});
