import type { Datasource } from '../datasources/source.js';
import type { UpstreamFailure } from '../errors.js';
import type { Source } from '../types/source.js';
import type { UpstreamError } from '../types/upstream-error.js';

export function toSource({ id, provider, name, capabilities }: Datasource): Source {
  return { __typename: 'Source', id, provider, name, capabilities };
}

export function toUpstreamError(failure: UpstreamFailure): UpstreamError {
  const { code, message, retryable, retryAfterMs, upstreamStatus, correlationId } = failure;
  return { code, message, retryable, retryAfterMs, upstreamStatus, correlationId };
}
