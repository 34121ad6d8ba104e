import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { noteAnswers, noteOperations, type OperationNotebook } from '../observability/operations.js';
import type { GraphContext } from '../resolvers/context.js';
import { formatError, type MaskedError } from './errors.js';
import type { Execute } from './execution/execute.js';
import { gatewayFor } from './execution/gateway.js';
import { asOnePlugin } from './hooks.js';
import type { Admission } from './limits/admission.js';
import { limitOperations } from './limits/plugin.js';
import {
  answerLegacyClients,
  chooseContentType,
  endScopes,
  explainCalls,
  noteRequests,
  refuseSubscriptions,
  reportLists,
  tellStale,
} from './plugins.js';
import { withoutSuggestions } from './suggestions.js';
import { unquoteFaults } from './unquoted/unquote.js';

export interface GraphServerOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Execute;
  readonly introspection: boolean;
  /** Lexical tokens of a document: parsing comes before every other check, and nesting costs it its stack. */
  readonly maxTokens: number;
  readonly admission: Admission;
  /** Whether callers may ask for the upstream calls of their operation. */
  readonly explain: boolean;
  readonly onMasked: (masked: MaskedError) => void;
  readonly operations: OperationNotebook;
}

/**
 * Apollo writes to the console on its own, over several lines and with the document that somebody sent. What goes wrong
 * here is told by `onMasked` all the same.
 */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  return undefined;
}

/** Apollo Server with this graph's schema and ways; HTTP comes to it from `http/`. */
export function createGraphServer(options: GraphServerOptions): ApolloServer<GraphContext> {
  const requestIds = new WeakMap<object, string>();
  const format = (formatted: GraphQLFormattedError, error: unknown) => {
    const told = formatError(formatted, error, (masked) => {
      const requestId = error instanceof Error ? requestIds.get(error) : undefined;
      options.onMasked({ ...masked, requestId });
    });
    return options.introspection ? told : withoutSuggestions(told);
  };
  return new ApolloServer<GraphContext>({
    gateway: gatewayFor(options.schema, options.execute),
    introspection: options.introspection,
    parseOptions: { maxLexicalTokens: options.maxTokens },
    includeStacktraceInErrorResponses: false,
    // Whoever registers a document makes the server keep it; nobody was promised that.
    persistedQueries: false,
    logger: SILENT,
    // The process decides about its own end: see main.ts.
    stopOnTerminationSignals: false,
    formatError: format,
    plugins: [
      // Each of these is on by default; cache control and inline tracing also wrap every field.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      asOnePlugin([
        noteOperations(options.operations),
        endScopes,
        noteRequests(requestIds),
        unquoteFaults,
        refuseSubscriptions,
        limitOperations(options.admission),
        chooseContentType,
        answerLegacyClients,
        reportLists((error: GraphQLError) => format(error.toJSON(), error)),
        tellStale,
        ...(options.explain ? [explainCalls] : []),
        noteAnswers(options.operations),
      ]),
    ],
  });
}
