import { afterEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createHttpServer } from '../../src/http/server.js';

const lines: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
const server = createHttpServer({ maxBodyBytes: 1_000, log });

afterEach(() => server.close());

it('a fault of a route is masked, and told to the log under the id of its request', async () => {
  server.get('/broken', () => {
    throw new Error('canary');
  });
  const response = await server.inject({ url: '/broken', headers: { 'x-request-id': 'r-1' } });
  expect(response.statusCode).toBe(500);
  expect(response.headers['x-request-id']).toBe('r-1');
  expect(response.json()).toEqual({ error: 'INTERNAL_SERVER_ERROR', message: expect.any(String) });
  expect(response.body).not.toContain('canary');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ reqId: 'r-1' }]);
});
