import { describe, expect, it } from '@jest/globals';
import { UpstreamErrorCode } from '../../src/errors.js';
import { readObject, readText } from '../../src/datasources/reading.js';
import { operation, READ, rejection, WRITE } from './support/calls.js';
import { answering, loopback, transportTo } from './support/loopback.js';

describe('an answer of 2xx', () => {
  it.each([
    [200, '{"a":[1]}', { a: [1] }],
    [200, 'null', null],
    [206, '[]', []],
  ])('%i %s is read', async (status, body, value) => {
    const { url } = await answering(status, body);
    const before = Date.now();
    const answer = await transportTo(url).call(READ, operation());
    expect(answer).toMatchObject({ status, body: value, fetchedAt: expect.any(String), size: body.length });
    expect(Date.parse(answer.fetchedAt)).toBeGreaterThanOrEqual(before);
  });

  it.each([
    ['HTML', 200, '<html>down for maintenance</html>'],
    ['truncated JSON', 200, '{"customers":[{"name":"CANARY"'],
    ['JSON and then something', 200, '{}{}'],
    ['nothing', 200, ''],
    ['204', 204, ''],
  ])('R16: to a read, with %s, is BAD_RESPONSE', async (_, status, body) => {
    const { url } = await answering(status, body);
    const error = await rejection(transportTo(url).find(READ, operation()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE, upstreamStatus: status });
    expect(error).toHaveProperty('cause', undefined); // a parser's message quotes the body
  });

  it.each([200, 202, 204])('to a write may be without a body: %i', async (status) => {
    const { url } = await answering(status, '');
    expect(await transportTo(url).call(WRITE, operation())).toMatchObject({ status, body: undefined });
  });

  it('to a write that cannot be read is BAD_RESPONSE: what was done is not known', async () => {
    const { url } = await answering(200, '<html>');
    expect(await rejection(transportTo(url).call(WRITE, operation()))).toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });

  it('is read whatever its content type says: only the JSON counts', async () => {
    const { url } = await answering(200, '{"a":1}', { 'content-type': 'text/html' });
    expect((await transportTo(url).call(READ, operation())).body).toEqual({ a: 1 });
  });

  it('is read whole where it comes in pieces, also those of a letter, behind a byte order mark', async () => {
    const bytes = Buffer.from('\ufeff{"name":"Müller"}');
    const { url } = await loopback((_, response) => {
      response.write(bytes.subarray(0, 14));
      setTimeout(() => response.end(bytes.subarray(14)), 5);
    });
    expect((await transportTo(url).call(READ, operation())).body).toEqual({ name: 'Müller' });
  });

  it('R16: that is too large is BAD_RESPONSE, and the source goes on working', async () => {
    const { url } = await loopback((request, response) => {
      response.end(JSON.stringify('x'.repeat(request.url === '/large' ? 10_000_000 : 60_000)));
    });
    const transport = transportTo(url, { settings: { concurrency: 1 } });
    const large = transport.call({ ...READ, path: '/large' }, operation());
    expect(await rejection(large)).toMatchObject({
      code: UpstreamErrorCode.BAD_RESPONSE,
      message: "Source 'src' gave an answer that is too large to read.",
    });
    expect((await transport.call(READ, operation())).status).toBe(200);
  });
});

describe('"there is no such thing"', () => {
  const isOwnError = (body: unknown) => readText(readObject(body)?.error) !== null;

  it('is a 404 in the shape of the API’s own errors', async () => {
    const { url } = await answering(404, '{"error":"Not found"}');
    expect(await transportTo(url, { isOwnError }).find(READ, operation())).toBeNull();
  });

  it.each(['{"message":"no route"}', '{}', 'null'])(
    'is not the 404 of a gateway behind a wrong base URL: %s',
    async (body) => {
      const { url } = await answering(404, body);
      const transport = transportTo(url, { isOwnError });
      expect(await rejection(transport.find(READ, operation()))).toMatchObject({
        code: UpstreamErrorCode.BAD_RESPONSE,
        upstreamStatus: 404,
        message: "Source 'src' answered 404 where its API does not: is its base URL right?",
      });
      expect(transport.health.failing).toBe(true);
    },
  );

  it('is no answer to a request for a list, whosoever words it is in', async () => {
    const { url } = await answering(404, '{"error":"Not found"}');
    const error = await rejection(transportTo(url, { isOwnError }).call(READ, operation()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE, upstreamStatus: 404 });
  });

  it.each(['<html>404</html>', '', 'no such route'])('is not a 404 of a proxy: %j', async (body) => {
    const { url } = await answering(404, body);
    const error = await rejection(transportTo(url).find(READ, operation()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE, upstreamStatus: 404 });
  });

  describe('in words of the upstream, where the request knows them', () => {
    const known = {
      ...READ,
      notFound: (status: number, body: unknown) => status === 400 && readObject(body)?.title === 'Gone.',
    };

    it('is null to who looks for it, and NOT_FOUND to who counts on it', async () => {
      const { url } = await answering(400, '{"title":"Gone.","traceId":"t-1"}');
      const transport = transportTo(url, { errorReference: (body) => readText(readObject(body)?.traceId) });
      expect(await transport.find(known, operation())).toBeNull();
      expect(await rejection(transport.call(known, operation()))).toMatchObject({
        code: UpstreamErrorCode.NOT_FOUND,
        upstreamStatus: 400,
        correlationId: 't-1',
      });
      expect(transport.health.failing).toBe(false);
    });

    it.each([
      [400, '{"title":"Something else."}', 'REJECTED'],
      [400, 'Gone.', 'REJECTED'],
      [500, '{"title":"Gone."}', 'UNAVAILABLE'],
      [200, '<html>Gone.', 'BAD_RESPONSE'],
    ])('is nothing else: %i %s is %s', async (status, body, code) => {
      const { url } = await answering(status, body);
      expect(await rejection(transportTo(url).find(known, operation()))).toMatchObject({ code });
    });

    it('leaves an answer of 2xx alone', async () => {
      const { url } = await answering(200, '{"title":"Gone."}');
      const always = { ...READ, notFound: () => true };
      expect(await transportTo(url).find(always, operation())).toMatchObject({ body: { title: 'Gone.' } });
    });
  });
});

describe('what is sent', () => {
  it('has the request id of the operation for the upstream to log', async () => {
    const { url, requests } = await answering(200, '{}');
    const transport = transportTo(url);
    await transport.call(READ, operation(1_000, 'req-1'));
    await transport.call(WRITE, operation(1_000, 'req-2'));
    expect(requests.map(({ headers }) => headers['x-correlation-id'])).toEqual(['req-1', 'req-2']);
    // Nothing here takes a compressed answer apart.
    expect(requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity', 'identity']);
  });

  it("has the provider's own form of it instead, where it has one", async () => {
    const { url, requests } = await answering(200, '{}');
    const headers = () => ({ 'x-correlation-id': 'own', 'x-tenant': 'partner.example' });
    await transportTo(url, { headers }).call({ ...READ, headers: { 'x-user': '37' } }, operation());
    expect(requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer canary',
      'x-correlation-id': 'own',
      'x-tenant': 'partner.example',
      'x-user': '37',
    });
  });

  it('is JSON where there is a body, below the path of the base URL', async () => {
    const sent: string[] = [];
    const { url, requests } = await loopback((request, response) => {
      request.on('data', (chunk: Buffer) => sent.push(chunk.toString()));
      request.on('end', () => response.end('{}'));
    });
    const transport = transportTo(`${url}/index.php/api/`);
    await transport.call({ ...WRITE, body: { name: 'ü' } }, operation());
    await transport.call(READ, operation());
    expect(requests.map((request) => [request.url, request.headers['content-type']])).toEqual([
      ['/index.php/api/things', 'application/json'],
      ['/index.php/api/things', undefined],
    ]);
    expect(sent).toEqual(['{"name":"ü"}']);
  });

  it.each([301, 302, 307, 308])('S13: does not follow a redirect to another host: %i', async (status) => {
    const elsewhere = await answering(200, '{}');
    const { url } = await answering(status, '{}', { location: `${elsewhere.url}/things` });
    const error = await rejection(transportTo(url).find(READ, operation()));
    expect(error).toMatchObject({ code: UpstreamErrorCode.BAD_RESPONSE, upstreamStatus: status });
    expect(elsewhere.requests).toEqual([]);
  });
});
