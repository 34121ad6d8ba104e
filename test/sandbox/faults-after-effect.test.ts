import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import type { Fault } from '../../sandbox/faults.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { echoUpstream } from './support/echo.js';

describe('faults that let a write take effect and lose its answer', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ upstreams: [echoUpstream()] });
  });
  afterEach(() => sandbox.close());

  const fault = (given: Fault) => {
    sandbox.fault('ion', given);
  };
  const write = async (path = '/ion/things/7') => {
    const { statusCode, headers, body } = await request(sandbox.url + path, {
      method: 'POST',
      signal: AbortSignal.timeout(150),
    });
    return { status: statusCode, type: headers['content-type'], text: await body.text() };
  };
  const written = () => sandbox.upstream('ion').rows.written;

  it('status: another status and body than those of the handler', async () => {
    fault({ kind: 'status', status: 502, body: 'bad gateway', phase: 'after', times: 1 });
    fault({ kind: 'status', status: 503, body: { down: true }, phase: 'after', times: 1 });
    fault({ kind: 'status', status: 500, phase: 'after', times: 1 });
    expect(await write()).toMatchObject({ status: 502, text: 'bad gateway' });
    expect(await write()).toMatchObject({ status: 503, text: '{"down":true}' });
    expect(await write()).toMatchObject({ status: 500, text: '' });
    expect(written()).toHaveLength(3);
  });

  it('hang: no answer, and the client is who left', async () => {
    fault({ kind: 'hang', phase: 'after' });
    await expect(write()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(written()).toEqual(['7']);
  });

  it('reset: not a byte of the answer, and nobody left', async () => {
    fault({ kind: 'reset', phase: 'after' });
    await expect(write()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(written()).toEqual(['7']);
    expect(sandbox.calls('ion')).toMatchObject([{ status: null, aborted: false }]);
  });

  it('html and empty: 200, and nothing to read', async () => {
    fault({ kind: 'html', phase: 'after', times: 1 });
    fault({ kind: 'empty', phase: 'after', times: 1 });
    expect(await write()).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(await write()).toEqual({ status: 200, type: undefined, text: '' });
    expect(written()).toHaveLength(2);
  });

  it('holds for an answer without a body too', async () => {
    fault({ kind: 'reset', phase: 'after', times: 1 });
    fault({ kind: 'status', status: 504, phase: 'after', times: 1 });
    await expect(write('/ion/things/7/touch')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await write('/ion/things/7/touch')).toMatchObject({ status: 504, text: '' });
    expect(written()).toHaveLength(2);
  });

  it.each<Fault>([
    { kind: 'status', status: 503 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'rate-limit' },
  ])('without the phase nothing is written: %j', async (given) => {
    fault(given);
    await write();
    expect(written()).toEqual([]);
  });
});
