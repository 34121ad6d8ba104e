import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UpstreamFailure } from '../errors.js';

/** What was not meant for the client; the original is for the log. */
export interface MaskedError {
  readonly original: unknown;
  readonly path: GraphQLFormattedError['path'];
  /** Undefined where it came before there was an operation. */
  readonly requestId: string | undefined;
}

const MASKED = 'Something went wrong here; it is in the log under the request id.';

/**
 * Errors as clients read them: an upstream's failure with its members, what graphql-js and this graph said about
 * the request as it stands, everything else masked.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  onMasked: (masked: Omit<MaskedError, 'requestId'>) => void,
): GraphQLFormattedError {
  const original = unwrapResolverError(thrown);
  if (original instanceof UpstreamFailure) {
    return { ...formatted, message: original.message, extensions: { ...original.extensions } };
  }
  if (original instanceof GraphQLError && isForClients(formatted)) return formatted;
  onMasked({ original, path: formatted.path });
  return { ...formatted, message: MASKED, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** graphql-js marks faults of the request by other codes; errors of our own carry theirs. */
function isForClients({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.code !== 'INTERNAL_SERVER_ERROR';
}
