import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { echoUpstream } from './support/echo.js';

describe('the control of the sandbox', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ upstreams: [echoUpstream()] });
  });
  afterEach(() => sandbox.close());

  const control = async (method: string, body?: unknown, path = '') => {
    const response = await fetch(`${sandbox.url}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const things = () => fetch(`${sandbox.url}/ion/things/1`);

  it('sets faults and says which ones now hold', async () => {
    const { body } = await control('POST', {
      upstream: 'ion',
      faults: [{ kind: 'status', status: 503, times: 2 }],
    });
    expect(body).toEqual({
      ion: { calls: 0, byRoute: {}, faults: [{ kind: 'status', status: 503, times: 2 }] },
    });
    expect((await things()).status).toBe(503);
  });

  it('counts calls by route, and counts down the times of a fault', async () => {
    await control('POST', { faults: [{ kind: 'status', status: 503, times: 3 }] });
    await things();
    await fetch(`${sandbox.url}/ion/nowhere`);
    expect((await control('GET')).body).toEqual({
      ion: {
        calls: 2,
        byRoute: { 'GET /ion/things/:id': 1, 'GET (no route)': 1 },
        faults: [{ kind: 'status', status: 503, times: 1 }],
      },
    });
  });

  it('lists the calls', async () => {
    await things();
    for (const path of ['/calls', '/calls?upstream=ion']) {
      expect((await control('GET', undefined, path)).body).toMatchObject([
        { upstream: 'ion', path: '/ion/things/1' },
      ]);
    }
  });

  it('clears faults without forgetting the calls', async () => {
    await control('POST', { faults: [{ kind: 'status', status: 503 }] });
    await things();
    expect((await control('POST', { clear: true })).body).toMatchObject({ ion: { calls: 1, faults: [] } });
    expect((await things()).status).toBe(200);
  });

  it('changes a setting until the reset', async () => {
    await control('POST', { upstream: 'ion', settings: { greeting: 'good evening' } });
    expect(await (await things()).json()).toMatchObject({ greeting: 'good evening' });
    await control('POST', { reset: true });
    expect(await (await things()).json()).toMatchObject({ greeting: 'hello' });
  });

  it('resets everything on DELETE', async () => {
    await control('POST', { faults: [{ kind: 'status', status: 503 }] });
    await things();
    expect((await control('DELETE')).body).toEqual({ ion: { calls: 0, byRoute: {}, faults: [] } });
  });

  it.each([
    [{ upstream: 'elsewhere' }, 'upstream', '"ion"'],
    [{ faults: [{ kind: 'explode' }] }, 'faults[0].kind', 'latency, status, hang'],
    [{ faults: [{ kind: 'hang' }, { kind: 'latency' }] }, 'faults[1].ms', 'number'],
    [{ faults: [{ kind: 'status', status: 42 }] }, 'faults[0].status', '200'],
    [{ faults: [{ kind: 'hang', time: 1 }] }, 'faults[0].time', 'kind, times, match'],
    [{ faults: [{ kind: 'hang', times: 0 }] }, 'faults[0].times', '>0'],
    [{ faults: [{ kind: 'hang', match: { url: '/' } }] }, 'faults[0].match.url', 'method, path'],
    [{ clear: 'yes' }, 'clear', 'true'],
    [{ fault: [] }, 'fault', 'upstream, faults, clear, settings, reset'],
    [{ settings: { greeting: 'x' } }, 'upstream', 'name it'],
    [{ upstream: 'ion', settings: { greeting: 7 } }, 'settings.greeting', 'string'],
    [[], '', 'object'],
  ])('refuses %j, naming the member and what is allowed', async (body, member, allowed) => {
    expect(await control('POST', body)).toEqual({
      status: 400,
      body: { errors: [{ member, problem: expect.stringContaining(allowed) }] },
    });
    expect((await control('GET')).body).toMatchObject({ ion: { faults: [] } });
  });

  it('refuses to list the calls of an upstream that it does not have', async () => {
    expect(await control('GET', undefined, '/calls?upstream=moon')).toMatchObject({
      status: 400,
      body: { errors: [{ member: 'upstream' }] },
    });
  });
});
