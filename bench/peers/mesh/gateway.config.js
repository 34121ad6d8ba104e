// Hive Gateway over the supergraph: the graph's fields are resolved by the subgraphs' own, each read once in a request.
import { defineConfig } from '@graphql-hive/gateway';
import { Upstreams } from '../upstreams.js';

const ION_CUSTOMER = `{ name customerOrganization customerName customerEmail customerPhone
  customerAddress { street city zip country } }`;
const DK_CUSTOMER = `{ customerId firstName lastName company email phone addresses { address1 city zip country } }`;
const SELECTIONS = {
  ionCustomers: `{ customers ${ION_CUSTOMER} }`,
  ionCustomer: ION_CUSTOMER,
  ionOrders: '{ orders { orderId customerId status orderItems { skuId productName quantity } } }',
  arrowCustomers: `{ data { customers { Reference CompanyName EmailContact ReceptionPhone
    AddressLine1 City Zip CountryCode BillingAddress1 BillingCity BillingZipCode BillingCountryCode } } }`,
  cockpitCustomers: '{ items { id companyName email phone addressLine1 city zip country } }',
  dkCustomers: `{ payload ${DK_CUSTOMER} }`,
  dkCustomer: `{ payload ${DK_CUSTOMER} }`,
};

const upstreamsByContext = new WeakMap();

function upstreamsOf(context, info) {
  const known = upstreamsByContext.get(context);
  if (known !== undefined) return known;
  const begun = new Map();
  const read = (subgraph, field, args) => {
    const key = field + JSON.stringify(args);
    const answer =
      begun.get(key) ??
      context[subgraph].Query[field]({ root: {}, args, context, info, selectionSet: SELECTIONS[field] });
    begun.set(key, answer);
    return answer;
  };
  const upstreams = new Upstreams({
    ionCustomers: (account, size) => read('ion', 'ionCustomers', { account, size: Number(size) }),
    ionCustomer: (account, id) => read('ion', 'ionCustomer', { account, id }),
    ionOrders: (account, id, size) => read('ion', 'ionOrders', { account, id, size: Number(size) }),
    arrowCustomers: (size) => read('arrow', 'arrowCustomers', { size: Number(size) }),
    cockpitCustomers: (size) => read('cockpit', 'cockpitCustomers', { size: Number(size) }),
    dkCustomers: (size) => read('dkh', 'dkCustomers', { size: Number(size) }),
    dkCustomer: (id) => read('dkh', 'dkCustomer', { id }),
  });
  upstreamsByContext.set(context, upstreams);
  return upstreams;
}

export const gatewayConfig = defineConfig({
  additionalResolvers: {
    Query: {
      customers: async (_, { first, filter }, context, info) => ({
        nodes: await upstreamsOf(context, info).merged(filter.sourceIds, first),
        pageInfo: { hasNextPage: true },
      }),
      customerByExternalId: (_, { sourceId, externalId }, context, info) =>
        upstreamsOf(context, info).customer(sourceId, externalId),
    },
    Customer: {
      orders: async ({ sourceId, externalId }, { first }, context, info) => ({
        nodes: await upstreamsOf(context, info).orders(sourceId, externalId, first),
      }),
    },
    Order: {
      customer: ({ sourceId, customerExternalId }, _, context, info) =>
        upstreamsOf(context, info).customer(sourceId, customerExternalId),
    },
  },
});
