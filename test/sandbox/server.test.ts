import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { echoUpstream } from './support/echo.js';

describe('the sandbox server', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ upstreams: [echoUpstream()] });
  });
  afterEach(() => sandbox.close());

  it('answers a path that no upstream has with 404, naming it', async () => {
    for (const path of ['/nowhere?x=1', '/ion/nowhere']) {
      const response = await fetch(sandbox.url + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ path, method: 'GET' });
    }
  });

  it('records what it received, as it was received', async () => {
    await fetch(`${sandbox.url}/ion/things/7?a=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mark': 'yes' },
      body: '{"name":"Zoë"}',
    });
    expect(sandbox.calls('ion')).toMatchObject([
      {
        upstream: 'ion',
        method: 'POST',
        path: '/ion/things/7?a=1',
        route: '/ion/things/:id',
        status: 201,
        headers: { 'x-mark': 'yes' },
        body: { name: 'Zoë' },
        aborted: false,
      },
    ]);
  });

  it('records a call that no route answers', async () => {
    await fetch(`${sandbox.url}/ion/nowhere`);
    expect(sandbox.calls('ion')).toMatchObject([{ path: '/ion/nowhere', route: null, status: 404 }]);
  });

  it('does not count the calls of its own control', async () => {
    await fetch(`${sandbox.url}/_control`);
    expect(sandbox.calls('ion')).toEqual([]);
  });

  it('marks a call whose client left before the answer', async () => {
    sandbox.fault('ion', { kind: 'hang' });
    const leaving = new AbortController();
    const response = fetch(`${sandbox.url}/ion/things/1`, { signal: leaving.signal });
    await until(() => sandbox.calls('ion').length === 1);
    expect(sandbox.calls('ion')).toMatchObject([{ status: null, aborted: false }]);
    leaving.abort();
    await expect(response).rejects.toThrow();
    await until(() => sandbox.calls('ion')[0]?.aborted === true);
  });

  it('closes at once although a call hangs and connections are kept alive', async () => {
    await fetch(`${sandbox.url}/ion/things/1`).then((response) => response.text());
    sandbox.fault('ion', { kind: 'hang' });
    const hanging = fetch(`${sandbox.url}/ion/things/1`).catch(() => 'closed');
    await until(() => sandbox.calls('ion').length === 2);
    await sandbox.close();
    expect(await hanging).toBe('closed');
  });

  it('resets state, faults and recorded calls together', async () => {
    sandbox.fault('ion', { kind: 'status', status: 503 });
    expect((await fetch(`${sandbox.url}/ion/things/1`)).status).toBe(503);
    sandbox.reset();
    expect(sandbox.calls('ion')).toEqual([]);
    expect((await fetch(`${sandbox.url}/ion/things/1`)).status).toBe(200);
  });

  it('says which upstream it lacks', () => {
    expect(() => sandbox.upstream('dkhardware')).toThrow('without the upstream dkhardware');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
