import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode } from '../../src/errors.js';
import { clientCredentials } from '../../src/upstream/credentials/client-credentials.js';
import type { Transport } from '../../src/upstream/transport.js';
import { operation, READ, rejection } from './support/calls.js';
import { answering, loopback, transportTo } from './support/loopback.js';

const APPLICATION = { clientId: 'partner', clientSecret: 'CANARY-SECRET', scope: 'customers orders' };

/** A transport whose tokens come from another server than its answers. */
function withTokensFrom(tokenUrl: string, apiUrl = tokenUrl, timeoutMs = 5_000): Transport {
  return transportTo(apiUrl, {
    credentials: (connect) => clientCredentials(connect(`${tokenUrl}/realms/x/token?p=1`), APPLICATION),
    settings: { timeoutMs },
  });
}

/** Everything that a log could show of an error. */
const shown = (error: unknown) => inspect(error, { depth: Infinity, showHidden: true });

describe('a token by client credentials', () => {
  it('is asked for with a form at its own address, and shown as bearer at the other', async () => {
    let form = '';
    const tokens = await loopback((request, response) => {
      request.on('data', (chunk: Buffer) => (form += chunk.toString()));
      request.on('end', () => response.end('{"access_token":"t1","expires_in":"3599","refresh_token":"r"}'));
    });
    const api = await answering(200, '{}');
    await withTokensFrom(tokens.url, api.url).call(READ, operation());
    expect(tokens.requests).toHaveLength(1);
    expect(tokens.requests[0]).toMatchObject({
      method: 'POST',
      url: '/realms/x/token?p=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'partner',
      client_secret: 'CANARY-SECRET',
      scope: 'customers orders',
    });
    expect(api.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1']);
  });
});

describe('a token endpoint that gives no token', () => {
  const echo = 'CANARY-SECRET CANARY-TOKEN';

  it.each([
    [400, '{"error":"invalid_client"}', UpstreamErrorCode.UNAUTHENTICATED],
    [401, echo, UpstreamErrorCode.UNAUTHENTICATED],
    [403, '{}', UpstreamErrorCode.UNAUTHENTICATED],
    [404, '{"error":"Realm does not exist"}', UpstreamErrorCode.BAD_RESPONSE],
    [429, '{}', UpstreamErrorCode.RATE_LIMITED],
    [500, `<html>${echo}</html>`, UpstreamErrorCode.UNAVAILABLE],
    [200, `<html>${echo}</html>`, UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"access_token":"CANARY-TOKEN', UpstreamErrorCode.BAD_RESPONSE],
    [200, '', UpstreamErrorCode.BAD_RESPONSE],
    [200, 'null', UpstreamErrorCode.BAD_RESPONSE],
    [200, '["CANARY-TOKEN"]', UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"expires_in":3600}', UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"access_token":"","expires_in":3600}', UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"access_token":"CANARY-TOKEN"}', UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"access_token":"CANARY-TOKEN","expires_in":0}', UpstreamErrorCode.BAD_RESPONSE],
    [200, '{"access_token":"CANARY-TOKEN","expires_in":"soon"}', UpstreamErrorCode.BAD_RESPONSE],
  ])('%i %s: %s, without a word of it, and the API is not asked', async (status, body, code) => {
    const tokens = await answering(status, body);
    const api = await answering(200, '{}');
    const scope = operation();
    // `find`, because a failing token endpoint must never read as "there is no such thing".
    const error = await rejection(withTokensFrom(tokens.url, api.url).find(READ, scope));
    expect(error).toMatchObject({ code, sourceId: 'src' });
    expect(shown(error)).not.toMatch(/CANARY/);
    expect([tokens.requests.length, api.requests.length]).toEqual([1, 0]);
    expect(scope.calls).toMatchObject([{ outcome: code, attempts: 0 }]);
  });

  it('S13: redirects to another host: not followed, the secret stays', async () => {
    const elsewhere = await answering(200, '{"access_token":"t","expires_in":60}');
    const tokens = await answering(307, '', { location: elsewhere.url });
    const error = await rejection(withTokensFrom(tokens.url).call(READ, operation()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE, upstreamStatus: 307 });
    expect(elsewhere.requests).toEqual([]);
  });

  it.each(['hangs', 'resets the connection', 'is not there'])('%s', async (trouble) => {
    const tokens = await loopback((request) => {
      if (trouble !== 'hangs') request.socket.destroy();
    });
    if (trouble === 'is not there') await tokens.close();
    const timeoutMs = trouble === 'hangs' ? 100 : 5_000;
    const transport = withTokensFrom(tokens.url, tokens.url, timeoutMs);
    const error = await rejection(transport.call(READ, operation()));
    expect(error).toMatchObject({ code: trouble === 'hangs' ? 'TIMEOUT' : 'UNAVAILABLE' });
    expect(shown(error)).not.toMatch(/CANARY/);
  });
});
