import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { encodeNodeId } from '../../../src/ids.js';

interface Ticket {
  readonly id: string;
  readonly subject: string;
  readonly customerId: string;
  readonly order: OrderKey | null;
}

interface OrderKey {
  readonly sourceId: string;
  readonly externalId: string;
}

const customerId = (sourceId: string, externalId: string) => encodeNodeId('customer', sourceId, externalId);

export const FARROWICK = customerId('arrow', 'XSP100203');
export const MARQUELLE = customerId('ion', '20001');

/** Two of one customer, one of another, and two that speak of what the graph has not (any more). */
const tickets: readonly Ticket[] = [
  {
    id: 'T1',
    subject: 'Licence does not start',
    customerId: FARROWICK,
    order: { sourceId: 'arrow', externalId: 'XSPO5001' },
  },
  {
    id: 'T2',
    subject: 'Wrong quantity',
    customerId: MARQUELLE,
    order: { sourceId: 'ion', externalId: '80001' },
  },
  { id: 'T3', subject: 'Invoice twice', customerId: FARROWICK, order: null },
  {
    id: 'T4',
    subject: 'Who is this?',
    customerId: customerId('arrow', 'XSP800000'),
    order: { sourceId: 'arrow', externalId: 'XSPO800000' },
  },
  {
    id: 'T5',
    subject: 'From a source long gone',
    customerId: customerId('gone', '1'),
    order: { sourceId: 'gone', externalId: '1' },
  },
];

/** A subgraph of somebody else: it knows customers by id, orders by their other key, and has pages of its own. */
export const ticketsSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])

  type Query {
    tickets: [Ticket!]!
  }
  type Ticket @key(fields: "id") {
    id: ID!
    subject: String!
    customer: Customer
    order: Order
  }
  type Customer @key(fields: "id") {
    id: ID!
    tickets: TicketConnection!
  }
  type Order @key(fields: "sourceId externalId") {
    sourceId: ID!
    externalId: String!
    tickets: [Ticket!]!
  }
  type TicketConnection {
    nodes: [Ticket!]!
    pageInfo: PageInfo!
  }
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

const END = { hasNextPage: false, hasPreviousPage: false };

export const ticketsSchema = buildSubgraphSchema({
  typeDefs: parse(ticketsSdl),
  resolvers: {
    Query: { tickets: () => tickets },
    Ticket: {
      customer: (ticket: Ticket) => ({ __typename: 'Customer', id: ticket.customerId }),
    },
    Customer: {
      __resolveReference: (key: object) => ({ ...key }),
      tickets: ({ id }: { readonly id: string }) => ({
        nodes: tickets.filter((ticket) => ticket.customerId === id),
        pageInfo: END,
      }),
    },
    Order: {
      __resolveReference: (key: object) => ({ ...key }),
      tickets: (key: OrderKey) =>
        tickets.filter(
          ({ order }) => order?.sourceId === key.sourceId && order.externalId === key.externalId,
        ),
    },
  },
});
