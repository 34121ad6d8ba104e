import { composeServices } from '@apollo/composition';
import {
  ApolloGateway,
  LocalGraphQLDataSource,
  RemoteGraphQLDataSource,
  type GraphQLDataSourceProcessOptions,
} from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { parse, type GraphQLFormattedError } from 'graphql';
import type { TestGraph } from '../../support/graph.js';
import { ticketsSchema, ticketsSdl } from './tickets.js';

export interface GatewayAnswer<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLFormattedError[];
  /** The operations that this query sent to the partner graph. */
  readonly operations: readonly string[];
}

export interface Gateway {
  ask<Data>(query: string): Promise<GatewayAnswer<Data>>;
  stop(): Promise<void>;
}

/** The partner graph over HTTP, noting what it is asked. */
class PartnerGraph extends RemoteGraphQLDataSource {
  readonly operations: string[] = [];

  override willSendRequest({ request }: GraphQLDataSourceProcessOptions): void {
    this.operations.push(request.query ?? '');
  }
}

/** What the partner graph says of itself to whoever composes. */
export async function partnerSdl(graph: TestGraph): Promise<string> {
  const { data } = await graph.ask<{ readonly _service: { readonly sdl: string } }>('{ _service { sdl } }');
  return data._service.sdl;
}

/** The supergraph of both; throws what keeps them from fitting together. */
export function compose(partner: string, url: string): string {
  const composed = composeServices([
    { name: 'partner', url: `${url}/graphql`, typeDefs: parse(partner) },
    { name: 'tickets', url: 'local', typeDefs: parse(ticketsSdl) },
  ]);
  if (composed.errors !== undefined) throw new Error(composed.errors.map(String).join('\n'));
  return composed.supergraphSdl;
}

export async function startGateway(graph: TestGraph): Promise<Gateway> {
  const partner = new PartnerGraph({ url: `${graph.url}/graphql` });
  const gateway = new ApolloGateway({
    supergraphSdl: compose(await partnerSdl(graph), graph.url),
    buildService: ({ name }) => (name === 'partner' ? partner : new LocalGraphQLDataSource(ticketsSchema)),
  });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  await server.start();
  return {
    async ask<Data>(query: string): Promise<GatewayAnswer<Data>> {
      partner.operations.length = 0;
      const { body } = await server.executeOperation<Data>({ query });
      if (body.kind !== 'single') throw new Error('The gateway answered in parts.');
      const { data, errors = [] } = body.singleResult;
      return { data, errors, operations: [...partner.operations] };
    },
    stop: () => server.stop(),
  };
}
