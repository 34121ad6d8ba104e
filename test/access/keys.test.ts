import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { verificationKeys } from '../../src/access/keys.js';
import { TokenIssuer } from '../support/tokens.js';

let issuer: TokenIssuer;

beforeEach(async () => {
  issuer = await TokenIssuer.start();
  // The clocks alone: the issuer's server is a real one.
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'],
  });
});
afterEach(async () => {
  jest.useRealTimers();
  await issuer.close();
});

const HEADER = { alg: 'ES256', kid: 'key-1' };
const TOKEN = { payload: '', signature: '' };
const HOUR_MS = 60 * 60_000;

describe('Keys that were read', () => {
  it('are good through an outage of the issuer, and fetched again when it is over', async () => {
    const keyFor = verificationKeys({ url: issuer.auth.jwt.jwksUrl });
    await keyFor(HEADER, TOKEN);
    issuer.status = 503;
    jest.advanceTimersByTime(HOUR_MS);
    await keyFor(HEADER, TOKEN);
    await keyFor(HEADER, TOKEN);
    expect(issuer.fetches).toBe(2);
    issuer.status = 200;
    jest.advanceTimersByTime(5_001);
    await keyFor(HEADER, TOKEN);
    await keyFor(HEADER, TOKEN);
    expect(issuer.fetches).toBe(3);
  });

  it('cannot tell in an outage whether an unknown key is a new one', async () => {
    const keyFor = verificationKeys({ url: issuer.auth.jwt.jwksUrl });
    await keyFor(HEADER, TOKEN);
    issuer.status = 503;
    jest.advanceTimersByTime(HOUR_MS);
    const asked = Promise.resolve(keyFor({ ...HEADER, kid: 'key-2' }, TOKEN));
    await expect(asked).rejects.toMatchObject({ name: 'KeysUnavailable' });
  });
});
