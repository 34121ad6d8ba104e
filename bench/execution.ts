import { execute as byGraphqlJs, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { executeCompiled, type Execute } from '../src/graphql/execution/execute.js';

/** CPU of one execution, compiled and by graphql-js, over rows in memory: what the graph itself adds to a call upstream. */
const ROUNDS = 7;
const SECONDS_A_ROUND = 0.4;

const schema = buildSchema(`
  type Query { customers(first: Int = 25): CustomerConnection! }
  type CustomerConnection { nodes: [Customer!]! }
  interface Node { id: ID! }
  type Customer implements Node {
    id: ID! sourceId: ID! externalId: String! displayName: String! companyName: String status: Status! email: String
    phone: String websiteUrl: String createdAt: DateTime
    addresses: [Address!] contacts: [Contact!] orders(first: Int = 25, after: String): OrderConnection
  }
  type Address { externalId: String isDefaultBilling: Boolean! line1: String city: String postalCode: String countryCode: String }
  type Contact { externalId: String isPrimary: Boolean! firstName: String lastName: String email: String phone: String }
  type OrderConnection { nodes: [Order!]! }
  type Order implements Node { id: ID! externalId: String! status: Status! createdAt: DateTime products: [Product!]! customer: Customer }
  type Product { sku: String name: String quantity: Float unitPrice: Money }
  type Money { amount: String! currency: String }
  enum Status { ACTIVE PENDING UNKNOWN }
  scalar DateTime
`);

const customers = Array.from({ length: 50 }, (_, index) => customer(index));

function customer(index: number) {
  return {
    ...{ __typename: 'Customer', id: `c${index}`, sourceId: 'ion', externalId: String(index) },
    ...{
      displayName: `Customer ${index}`,
      companyName: null,
      status: 'ACTIVE',
      email: `c${index}@example.com`,
    },
    ...{ phone: '+33 1 02 03 04', websiteUrl: null, createdAt: '2024-05-15T09:39:05Z' },
    addresses: Array.from({ length: 2 }, (_, at) => ({
      ...{ externalId: `${at}`, isDefaultBilling: at === 0, line1: `${index} Main Street`, city: 'Paris' },
      ...{ postalCode: '75001', countryCode: 'FR' },
    })),
    contacts: [
      {
        externalId: 'k',
        isPrimary: true,
        firstName: 'Ada',
        lastName: 'Doe',
        email: 'a@example.com',
        phone: null,
      },
    ],
  };
}

const orders = customers.map(({ id }, index) => ({
  nodes: Array.from({ length: 3 }, (_, at) => ({
    ...{ __typename: 'Order', id: `${id}-${at}`, externalId: `${at}`, status: 'PENDING' },
    ...{ createdAt: '2024-05-15T09:39:05Z', customerIndex: index },
    products: Array.from({ length: 2 }, (_, line) => ({
      ...{
        sku: `sku-${line}`,
        name: 'A product',
        quantity: 2,
        unitPrice: { amount: '12.40', currency: 'EUR' },
      },
    })),
  })),
}));

function resolveWith(on: GraphQLSchema): void {
  const fields = (name: string) => {
    const type = on.getType(name);
    if (type === undefined || !('getFields' in type)) throw new Error(name);
    return type.getFields() as Record<string, { resolve?: unknown }>;
  };
  Object.assign(fields('Query').customers ?? {}, { resolve: () => Promise.resolve({ nodes: customers }) });
  Object.assign(fields('Customer').orders ?? {}, {
    resolve: ({ externalId }: { externalId: string }) => Promise.resolve(orders[Number(externalId)]),
  });
  Object.assign(fields('Order').customer ?? {}, {
    resolve: ({ customerIndex }: { customerIndex: number }) => Promise.resolve(customers[customerIndex]),
  });
}
resolveWith(schema);

const PLAIN = 'id externalId displayName companyName status email phone websiteUrl createdAt sourceId';
const WORK = {
  '50 x ten fields': `{ customers(first: 50) { nodes { ${PLAIN} } } }`,
  'addresses and contacts': `{ customers(first: 50) { nodes { ${PLAIN}
    addresses { externalId isDefaultBilling line1 city postalCode countryCode }
    contacts { externalId isPrimary firstName lastName email phone } } } }`,
  'orders, products, customer': `{ customers(first: 50) { nodes { ${PLAIN}
    orders(first: 10) { nodes { id status createdAt products { sku name quantity unitPrice { amount currency } }
      customer { id displayName } } } } } }`,
};

for (const [name, text] of Object.entries(WORK)) {
  const document = parse(text);
  if (validate(schema, document).length > 0) throw new Error(name);
  const rates: Record<string, number[]> = { plan: [], js: [] };
  const same = await Promise.all([executeCompiled({ schema, document }), byGraphqlJs({ schema, document })]);
  const [a, b] = same.map((each) => JSON.stringify(each));
  if (a !== b) throw new Error(`${name}: answers differ`);
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.plan?.push(await cost(executeCompiled));
    rates.js?.push(await cost(byGraphqlJs));
  }
  const [plan = 0, js = 0] = Object.values(rates).map(median);
  console.log(
    `${name.padEnd(28)} plan ${plan.toFixed(1)} µs  graphql-js ${js.toFixed(1)} µs  ratio ${(js / plan).toFixed(2)}`,
  );

  async function cost(run: Execute): Promise<number> {
    let count = 0;
    const start = process.cpuUsage();
    const until = performance.now() + SECONDS_A_ROUND * 1000;
    let last: ExecutionResult | undefined;
    while (performance.now() < until) {
      for (let i = 0; i < 10; i += 1) last = await run({ schema, document });
      count += 10;
    }
    if (last?.errors !== undefined) throw new Error(name);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / count;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN;
}
