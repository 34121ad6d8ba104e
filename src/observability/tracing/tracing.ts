import type { GraphQLSchema } from 'graphql';
import type { WatchLoader } from '../../datasources/watched-loader.js';
import type { CallObserver } from '../../upstream/trace.js';
import type { OperationNotes } from '../operations.js';

/** What a trace is told; there is one only where the environment asks for it. */
export interface Tracing {
  /** Sees to it that every field that does something is known while it does. */
  noteFields(schema: GraphQLSchema): void;
  readonly operationBegun: (notes: OperationNotes, traceparent: string | undefined) => void;
  readonly called: CallObserver;
  readonly watchLoader: WatchLoader;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}
