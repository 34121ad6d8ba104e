import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CustomerConnection, OrderConnection } from '../types/connections.js';
import { SourceResult } from '../types/source.js';
import type { Connection } from './connection.js';
import type { GraphContext } from './context.js';

/** Asking for `sources` is how a client takes notice of a source that failed. */
function tell(connection: Connection<unknown>, { listReports }: GraphContext) {
  listReports.told(connection);
  return connection.sources;
}

@Resolver(() => CustomerConnection)
export class CustomerConnectionResolver {
  @FieldResolver(() => [SourceResult])
  sources(@Root() connection: Connection<unknown>, @Ctx() context: GraphContext) {
    return tell(connection, context);
  }
}

@Resolver(() => OrderConnection)
export class OrderConnectionResolver {
  @FieldResolver(() => [SourceResult])
  sources(@Root() connection: Connection<unknown>, @Ctx() context: GraphContext) {
    return tell(connection, context);
  }
}
