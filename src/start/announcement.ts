export interface Addresses {
  /** The graph's base URL. */
  readonly graph: string;
  readonly graphiql: boolean;
  /** The sandbox's, where it stands in for real sources. */
  readonly sandbox: string | undefined;
}

/** What a good start prints: where everything is, and something to try. */
export function announcement({ graph, graphiql, sandbox }: Addresses): string {
  return [
    'Partner Graph is ready',
    `  GraphQL   ${graph}/graphql`,
    ...(graphiql ? [`  GraphiQL  ${graph}/graphiql`] : []),
    ...(sandbox === undefined ? [] : [`  Sandbox   ${sandbox}`, `  Control   ${sandbox}/_control`]),
    'Try',
    `  curl -s ${graph}/graphql -H 'content-type: application/json' \\`,
    `    -d '{"query":"{ customers(first: 4) { nodes { id displayName source { name } } } }"}'`,
  ].join('\n');
}
