import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import type { Fault } from '../../sandbox/faults.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { echoUpstream } from './support/echo.js';

describe('faults of the sandbox', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ upstreams: [echoUpstream()] });
  });
  afterEach(() => sandbox.close());

  const ask = async (path = '/ion/things/1', method: 'GET' | 'POST' = 'GET') => {
    const { statusCode, headers, body } = await request(sandbox.url + path, { method });
    return { status: statusCode, headers, text: await body.text() };
  };
  const fault = (given: Fault) => {
    sandbox.fault('ion', given);
  };

  it('latency delays the answer and leaves it as it is', async () => {
    fault({ kind: 'latency', ms: 60, times: 1 });
    const started = performance.now();
    expect(await ask()).toMatchObject({ status: 200, text: '{"id":"1","greeting":"hello"}' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(59);
  });

  it('status answers with the given body as JSON, as text, or with none', async () => {
    fault({ kind: 'status', status: 503, body: { down: true }, times: 1 });
    fault({ kind: 'status', status: 502, body: 'bad gateway', times: 1 });
    fault({ kind: 'status', status: 500, times: 1 });
    expect(await ask()).toMatchObject({ status: 503, text: '{"down":true}' });
    expect(await ask()).toMatchObject({ status: 502, text: 'bad gateway' });
    expect(await ask()).toMatchObject({ status: 500, text: '' });
    expect(await ask()).toMatchObject({ status: 200 });
  });

  it('hang never answers', async () => {
    fault({ kind: 'hang' });
    const answer = request(`${sandbox.url}/ion/things/1`, { signal: AbortSignal.timeout(80) });
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('reset closes the connection before the answer; nobody aborted', async () => {
    fault({ kind: 'reset' });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sandbox.calls('ion')).toMatchObject([{ status: null, aborted: false }]);
  });

  it('reset after some bytes leaves the client with a part of the promised length', async () => {
    fault({ kind: 'reset', afterBytes: 7 });
    const { statusCode, headers, body } = await request(`${sandbox.url}/ion/things/1`);
    let received = '';
    const reading = (async () => {
      for await (const chunk of body) received += String(chunk);
    })();
    await expect(reading).rejects.toThrow();
    expect({ statusCode, length: headers['content-length'], received }).toEqual({
      statusCode: 200,
      length: '29',
      received: '{"id":"',
    });
  });

  it('html answers 200 with a page', async () => {
    fault({ kind: 'html' });
    const { status, headers, text } = await ask();
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
    });
    expect(text).toMatch(/^<!doctype html>/);
  });

  it('truncate breaks the JSON and nothing else', async () => {
    fault({ kind: 'truncate' });
    const { status, headers, text } = await ask();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('json'),
      'content-length': '15',
    });
    expect(text).toBe('{"id":"1","gree');
  });

  it('empty answers 200 without a body', async () => {
    fault({ kind: 'empty' });
    expect(await ask()).toMatchObject({ status: 200, text: '', headers: { 'content-length': '0' } });
  });

  it.each(['2', 'Wed, 15 Jan 2025 09:30:00 GMT', 'soon', 7])(
    'rate-limit sends Retry-After as given: %s',
    async (value) => {
      fault({ kind: 'rate-limit', retryAfter: value });
      const { status, headers } = await ask();
      expect({ status, retryAfter: headers['retry-after'] }).toEqual({
        status: 429,
        retryAfter: String(value),
      });
    },
  );

  it.each([{}, { retryAfter: null }])('rate-limit leaves Retry-After out: %j', async (given) => {
    fault({ kind: 'rate-limit', ...given });
    const { status, headers } = await ask();
    expect(status).toBe(429);
    expect(headers).not.toHaveProperty('retry-after');
  });

  it('hits as many calls as its times, also when they arrive at once', async () => {
    fault({ kind: 'status', status: 503, times: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask()));
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(3);
  });

  it('hits only what it matches', async () => {
    fault({ kind: 'status', status: 503, match: { path: 'page=2' } });
    fault({ kind: 'status', status: 500, match: { method: 'post' } });
    expect(await ask('/ion/things/1?page=1')).toMatchObject({ status: 200 });
    expect(await ask('/ion/things/1?page=2')).toMatchObject({ status: 503 });
    expect(await ask('/ion/things/1', 'POST')).toMatchObject({ status: 500 });
  });

  it('passes token endpoints by unless the path is matched', async () => {
    fault({ kind: 'status', status: 503 });
    expect(await ask('/ion/oauth/token', 'POST')).toMatchObject({ status: 200 });
    fault({ kind: 'status', status: 503, match: { path: '/oauth/token' } });
    expect(await ask('/ion/oauth/token', 'POST')).toMatchObject({ status: 503 });
  });

  it('delays a failure when latency stands before it', async () => {
    fault({ kind: 'latency', ms: 40 });
    fault({ kind: 'status', status: 503 });
    const started = performance.now();
    expect(await ask()).toMatchObject({ status: 503 });
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
  });

  it('refuses a fault that makes no sense', () => {
    expect(() => {
      fault({ kind: 'latency', ms: -1 });
    }).toThrow('ms');
  });
});
