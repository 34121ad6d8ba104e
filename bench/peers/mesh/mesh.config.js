// GraphQL Mesh: the upstreams' REST endpoints as one supergraph, with the graph's own types beside them.
import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';

const address = { street: '', city: '', zip: '', country: '' };
const ionCustomer = {
  name: '',
  customerOrganization: '',
  customerName: '',
  customerEmail: '',
  customerPhone: '',
  customerAddress: address,
};
const ionOrder = {
  orderId: '',
  customerId: '',
  status: '',
  orderItems: [{ skuId: '', productName: '', quantity: 1 }],
};
const arrowCustomer = {
  Reference: '',
  CompanyName: '',
  EmailContact: '',
  ReceptionPhone: '',
  AddressLine1: '',
  City: '',
  Zip: '',
  CountryCode: '',
  BillingAddress1: '',
  BillingCity: '',
  BillingZipCode: '',
  BillingCountryCode: '',
};
const cockpitCustomer = {
  id: '',
  companyName: '',
  email: '',
  phone: '',
  addressLine1: '',
  city: '',
  zip: '',
  country: '',
};
const dkCustomer = {
  customerId: '',
  firstName: '',
  lastName: '',
  company: '',
  email: '',
  phone: '',
  addresses: [{ address1: '', city: '', zip: '', country: '' }],
};

const query = (field, path, responseTypeName, responseSample) => ({
  type: 'Query',
  method: 'GET',
  ...{ field, path, responseTypeName, responseSample },
  argTypeMap: Object.fromEntries(
    [...path.matchAll(/\{args\.(\w+)\}/g)].map(([, name]) => [
      name,
      { type: name === 'size' ? 'integer' : 'string' },
    ]),
  ),
});

const subgraph = (name, operations) => ({
  sourceHandler: loadJSONSchemaSubgraph(name, {
    endpoint: `${process.env.BENCH_UPSTREAM}/${name}`,
    operationHeaders: { authorization: 'Bearer bench', accept: 'application/json' },
    operations,
  }),
});

const ACCOUNT = '/api/v3/accounts/{args.account}';

export const composeConfig = defineConfig({
  subgraphs: [
    subgraph('ion', [
      query('ionCustomers', `${ACCOUNT}/customers?pageSize={args.size}`, 'IonCustomerList', {
        customers: [ionCustomer],
      }),
      query('ionCustomer', `${ACCOUNT}/customers/{args.id}`, 'IonCustomer', ionCustomer),
      query('ionOrders', `${ACCOUNT}/customers/{args.id}/orders?pageSize={args.size}`, 'IonOrderList', {
        orders: [ionOrder],
      }),
    ]),
    subgraph('arrow', [
      query('arrowCustomers', '/customers?per_page={args.size}', 'ArrowCustomerList', {
        data: { customers: [arrowCustomer] },
      }),
    ]),
    subgraph('cockpit', [
      query('cockpitCustomers', '/v1/Customers?pageNumber=1&pageSize={args.size}', 'CockpitCustomerList', {
        items: [cockpitCustomer],
      }),
    ]),
    subgraph('dkh', [
      query('dkCustomers', '/v1/customer/?offset=0&limit={args.size}', 'DkCustomerList', {
        payload: [dkCustomer],
      }),
      query('dkCustomer', '/v1/customer/{args.id}', 'DkCustomerAnswer', { payload: dkCustomer }),
    ]),
  ],
  additionalTypeDefs: /* GraphQL */ `
    extend type Query {
      customers(first: Int = 25, filter: CustomerFilter!): CustomerConnection!
      customerByExternalId(sourceId: ID!, externalId: String!): Customer
    }
    input CustomerFilter {
      sourceIds: [ID!]!
    }
    type CustomerConnection {
      nodes: [Customer!]!
      pageInfo: PageInfo!
    }
    type PageInfo {
      hasNextPage: Boolean!
    }
    type Customer {
      externalId: String!
      displayName: String!
      companyName: String
      email: String
      phone: String
      addresses: [Address!]
      contacts: [Contact!]
      orders(first: Int = 25): OrderConnection
    }
    type Address {
      line1: String
      city: String
      postalCode: String
      countryCode: String
    }
    type Contact {
      fullName: String
      email: String
      phone: String
    }
    type OrderConnection {
      nodes: [Order!]!
    }
    type Order {
      externalId: String!
      status: String!
      products: [Product!]!
      customer: Customer
    }
    type Product {
      sku: String
      name: String
      quantity: Int!
    }
  `,
});
