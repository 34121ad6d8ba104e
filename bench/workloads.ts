/** One thing to ask of every contender, in the same words. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly operationName: string;
  readonly query: string;
  /** The variables of the nth request. */
  readonly variables: (n: number) => Readonly<Record<string, unknown>>;
  /** So many until a server's code is compiled, about. */
  readonly warmUpRequests: number;
}

/** An answer of one thing runs the code of a thing once. */
const SMALL = { warmUpRequests: 4_000 };
const LARGE = { warmUpRequests: 1_000 };

const FIELDS = 'externalId displayName companyName email phone';
const ADDRESSES = 'addresses { line1 city postalCode countryCode }';

const NESTED = `query Nested($sourceId: ID!, $first: Int, $orders: Int) {
  customers(first: $first, filter: { sourceIds: [$sourceId] }) { nodes { ${FIELDS}
    orders(first: $orders) { nodes { externalId status products { sku name quantity }
      customer { externalId displayName } } } } } }`;

const LIST = `query List($first: Int) { customers(first: $first, filter: { sourceIds: ["ion"] }) { nodes {
  ${FIELDS} ${ADDRESSES} contacts { fullName email phone } } } }`;

const list = { operationName: 'List', query: LIST, ...LARGE };
const nested = { operationName: 'Nested', query: NESTED, ...LARGE };

const FIRST_ION_CUSTOMER = 20_001;
const ION_CUSTOMERS = 1_000;

/** What one request costs. */
export const WORKLOADS = {
  trivial: {
    name: 'trivial',
    title: 'trivial query',
    operationName: 'Trivial',
    ...SMALL,
    query: 'query Trivial { __typename }',
    variables: () => ({}),
  },
  list: {
    name: 'list',
    title: 'list of 50 with addresses and contacts',
    ...list,
    variables: () => ({ first: 50 }),
  },
  nested: {
    name: 'nested',
    title: '50 customers → orders → products → customer',
    ...nested,
    variables: () => ({ sourceId: 'ion', first: 50, orders: 10 }),
  },
  entities: {
    name: 'entities',
    title: '`_entities` of 100',
    operationName: 'Entities',
    ...LARGE,
    query: `query Entities($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Customer { ${FIELDS} } } }`,
    variables: (n) => ({
      representations: Array.from({ length: 100 }, (_, at) => ({
        ...{ __typename: 'Customer', sourceId: 'ion', externalId: ionCustomer(n * 100 + at * 7) },
      })),
    }),
  },
  one: {
    name: 'one',
    title: 'one customer by id',
    operationName: 'One',
    ...SMALL,
    query: `query One($externalId: String!) {
      customerByExternalId(sourceId: "ion", externalId: $externalId) { ${FIELDS} ${ADDRESSES} } }`,
    variables: (n) => ({ externalId: ionCustomer(n) }),
  },
  merged: {
    name: 'merged',
    title: 'merged list of four sources',
    operationName: 'Merged',
    ...LARGE,
    query: `query Merged($first: Int) {
      customers(first: $first, filter: { sourceIds: ["arrow", "cockpit", "dkh", "ion"] }) {
        nodes { ${FIELDS} ${ADDRESSES} } pageInfo { hasNextPage } } }`,
    variables: () => ({ first: 40 }),
  },
} as const satisfies Readonly<Record<string, Workload>>;

export type WorkloadName = keyof typeof WORKLOADS;

/** An answer of 10, 100 and 1,000 orders: lists take 100 rows at most, so that customers bring ten orders each. */
export const GROWTH_ROWS = [10, 100, 1_000] as const;

export function growth(rows: number): Workload {
  return {
    ...{ name: `growth-${rows}`, title: `${rows} orders of ${rows / 10} customers`, ...nested },
    variables: () => ({ sourceId: 'ion10', first: rows / 10, orders: 10 }),
  };
}

/** Lists of 1,020 to 2,000 orders. No two under way at once are alike, so that nobody gains by sharing them. */
export const LARGE_LISTS: Workload = {
  name: 'memory',
  title: '50 lists of 1,020 to 2,000 orders at once',
  ...nested,
  variables: (n) => ({ sourceId: 'ion20', first: 51 + (n % 50), orders: 20 }),
};

/** Lists of 26 to 75 customers; no two under way at once are alike. */
export const SLOW_LISTS: Workload = {
  name: 'latency',
  title: 'lists of 26 to 75 customers over an upstream that takes 20 ms',
  ...list,
  variables: (n) => ({ first: 26 + (n % 50) }),
};

const FIRST_DK_CUSTOMER = 463_501;
const DK_CUSTOMERS = 1_500;

/** Reads by id, like those of many users, all over DK Hardware's 1,500 customers. */
export const METERED: Workload = {
  name: 'metered',
  title: 'DK Hardware customers by id',
  operationName: 'Metered',
  ...SMALL,
  query: `query Metered($externalId: String!) {
    customerByExternalId(sourceId: "dkh", externalId: $externalId) { externalId displayName email } }`,
  variables: (n) => ({ externalId: String(FIRST_DK_CUSTOMER + (scattered(n) % DK_CUSTOMERS)) }),
};

/** What is right for the nth metered request. */
export function meteredAnswer(n: number): unknown {
  const number = (scattered(n) % DK_CUSTOMERS) + 1;
  const externalId = String(FIRST_DK_CUSTOMER + number - 1);
  const customer = { externalId, displayName: `Pat Sample${number}`, email: `pat${number}@dk-buyer.example` };
  return { customerByExternalId: customer };
}

function ionCustomer(n: number): string {
  return String(FIRST_ION_CUSTOMER + (n % ION_CUSTOMERS));
}

/** As good as random, and the same in every run: Knuth's multiplicative hash. */
function scattered(n: number): number {
  return Math.imul(n + 1, 2_654_435_761) >>> 8;
}

/** The request's body as it is sent. */
export function requestBody({ query, operationName, variables }: Workload, n: number): string {
  return JSON.stringify({ query, operationName, variables: variables(n) });
}
