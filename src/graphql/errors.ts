import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { UpstreamFailure } from '../errors.js';
import { withoutSuggestions } from './suggestions.js';

/** What was not meant for the client; the original is for the log. */
export interface MaskedError {
  readonly original: unknown;
  readonly path: GraphQLFormattedError['path'];
  readonly requestId: string;
}

export interface ErrorOptions {
  readonly introspection: boolean;
  readonly onMasked: (masked: MaskedError) => void;
}

/** An error as its client reads it. */
export type TellError = (error: GraphQLError, requestId: string) => GraphQLFormattedError;

const INTERNAL = 'INTERNAL_SERVER_ERROR';
/** What clients are told of what was not meant for them. */
export const MASKED = 'Something went wrong here; it is in the log under the request id.';

/**
 * Tells an upstream's failure with its members, and what graphql-js and this graph said about the request as it stands.
 * Everything else is masked: an error without a code was thrown by accident.
 */
export function errorTeller({ introspection, onMasked }: ErrorOptions): TellError {
  return (error, requestId) => {
    const told = error.toJSON();
    const original = originalOf(error);
    if (original instanceof UpstreamFailure) {
      return { ...told, message: original.message, extensions: { ...original.extensions } };
    }
    const code = told.extensions?.code ?? INTERNAL;
    if (original instanceof GraphQLError && code !== INTERNAL) {
      return introspection ? told : withoutSuggestions(told);
    }
    onMasked({ original, path: told.path, requestId });
    return { ...told, message: MASKED, extensions: { code: INTERNAL } };
  };
}

/** What a resolver threw; graphql-js wraps it to tell where. */
function originalOf(error: GraphQLError): unknown {
  return error.path !== undefined && error.originalError !== undefined ? error.originalError : error;
}
