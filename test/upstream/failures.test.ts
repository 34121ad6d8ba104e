import { describe, expect, it } from '@jest/globals';
import { errors } from 'undici';
import { UpstreamErrorCode, UpstreamFailure } from '../../src/errors.js';
import { failureFromError, failureFromStatus, readRetryAfter } from '../../src/upstream/failures.js';

const NOW = Date.UTC(2024, 4, 4, 9, 42, 0);

describe('a status', () => {
  it.each([
    [301, 'BAD_RESPONSE', false],
    [304, 'BAD_RESPONSE', false],
    [400, 'REJECTED', false],
    [401, 'UNAUTHENTICATED', false],
    [403, 'FORBIDDEN', false],
    [404, 'NOT_FOUND', false],
    [408, 'TIMEOUT', true],
    [409, 'REJECTED', false],
    [412, 'REJECTED', false],
    [429, 'RATE_LIMITED', true],
    [500, 'UNAVAILABLE', true],
    [502, 'UNAVAILABLE', true],
    [503, 'UNAVAILABLE', true],
    [504, 'UNAVAILABLE', true],
  ])('of %i is %s, retryable: %s', (status, code, retryable) => {
    const failure = failureFromStatus('src', status, {}, { correlationId: 'c-1' });
    expect(failure.extensions).toEqual({
      code: `UPSTREAM_${code}`,
      sourceId: 'src',
      retryable,
      retryAfterMs: null,
      upstreamStatus: status,
      correlationId: 'c-1',
    });
  });

  it.each([
    [429, 3_000],
    [503, 3_000],
    [500, null],
    [400, null],
  ])('of %i with Retry-After says to wait %s ms', (status, expected) => {
    expect(failureFromStatus('src', status, { 'retry-after': '3' }).retryAfterMs).toBe(expected);
  });
});

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    ['Sat, 04 May 2024 09:42:30 GMT', 30_000],
    ['Sat, 04 May 2024 09:41:00 GMT', 0],
  ])('of %j', (value, expected) => {
    expect(readRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    undefined,
    '',
    'soon',
    '-1',
    '1.5',
    '1e3',
    'Mon, 1',
    'Abc, 04 Xyz 2024 99:99:99 GMT',
    '2024-05-04T09:42:30Z',
    ['1', '2'],
  ])('that is neither seconds nor a date is no hint: %j', (value) => {
    expect(readRetryAfter(value, NOW)).toBeNull();
  });

  it.each(['99999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'of centuries stays a number that a timer and a GraphQL Int can hold: %s',
    (value) => {
      expect(readRetryAfter(value, NOW)).toBe(2_147_483_647);
    },
  );
});

describe('an exchange without an answer', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  it.each([
    [new errors.ConnectTimeoutError('slow'), UpstreamErrorCode.TIMEOUT],
    [new DOMException('late', 'TimeoutError'), UpstreamErrorCode.TIMEOUT],
    [new errors.ResponseExceededMaxSizeError('big'), UpstreamErrorCode.BAD_RESPONSE],
    [new errors.SocketError('other side closed'), UpstreamErrorCode.UNAVAILABLE],
    [refused, UpstreamErrorCode.UNAVAILABLE],
    ['thrown text', UpstreamErrorCode.UNAVAILABLE],
  ])('%s', (error, code) => {
    const failure = failureFromError('src', error);
    expect(failure).toMatchObject({ code, sourceId: 'src', upstreamStatus: null, cause: error });
    expect(failure.message).not.toMatch(/slow|late|big|closed|ECONN|thrown/);
  });

  it('that already is a failure stays what it is', () => {
    const failure = new UpstreamFailure(UpstreamErrorCode.REJECTED, 'src');
    expect(failureFromError('src', failure)).toBe(failure);
  });
});
