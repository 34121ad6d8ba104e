import type { Reads } from './rest.js';
import {
  arrowCustomer,
  cockpitCustomer,
  dkCustomer,
  dkName,
  ionFields,
  ionId,
  ionOrder,
  ionWithAddresses,
  ionWithContacts,
  ionWithOrders,
  type ArrowList,
  type CockpitList,
  type DkCustomer,
  type IonCustomer,
  type IonOrder,
} from './rows.js';

/** The variables of all workloads; each has some of them. */
export interface Variables {
  readonly first: number;
  readonly orders: number;
  readonly sourceId: string;
  readonly externalId: string;
  readonly representations: readonly { readonly externalId: string }[];
}

export type Operation = (variables: Variables, reads: Reads) => Promise<unknown>;

export interface IonCustomerList {
  readonly customers: readonly IonCustomer[];
}

export interface IonOrderList {
  readonly orders: readonly IonOrder[];
}

const ACCOUNTS: Readonly<Record<string, string>> = { ion: '10003', ion10: '10010', ion20: '10020' };

export function ionPath(sourceId: string): string {
  return `/ion/api/v3/accounts/${ACCOUNTS[sourceId] ?? ''}`;
}

export const ionList = (sourceId: string, size: number, reads: Reads) =>
  reads.get<IonCustomerList>(`${ionPath(sourceId)}/customers?pageSize=${size}`);

const ionCustomer = (sourceId: string, id: string, reads: Reads) =>
  reads.get<IonCustomer>(`${ionPath(sourceId)}/customers/${id}`);

/** Each workload as one would write it by hand: the plain calls, side by side, and the fields that are asked for. */
export const plainOperations: Readonly<Record<string, Operation>> = {
  Trivial: () => Promise.resolve({ __typename: 'Query' }),

  async List({ first }, reads) {
    const { customers } = await ionList('ion', first, reads);
    return { customers: { nodes: customers.map(ionWithContacts) } };
  },

  async Nested({ sourceId, first, orders }, reads) {
    const { customers } = await ionList(sourceId, first, reads);
    const nodes = await Promise.all(
      customers.map(async (row) => {
        const path = `${ionPath(sourceId)}/customers/${ionId(row)}/orders?pageSize=${orders}`;
        const listed = await reads.get<IonOrderList>(path);
        const withCustomers = await Promise.all(
          listed.orders.map(async (order) =>
            ionOrder(order, await ionCustomer(sourceId, order.customerId, reads)),
          ),
        );
        return ionWithOrders(row, withCustomers);
      }),
    );
    return { customers: { nodes } };
  },

  async Entities({ representations }, reads) {
    const rows = await Promise.all(
      representations.map(({ externalId }) => ionCustomer('ion', externalId, reads)),
    );
    return { _entities: rows.map(ionFields) };
  },

  async One({ externalId }, reads) {
    const row = await ionCustomer('ion', externalId, reads);
    return { customerByExternalId: ionWithAddresses(row) };
  },

  async Merged({ first }, reads) {
    const size = first / 4;
    const [arrow, cockpit, dk, ion] = await Promise.all([
      reads.get<ArrowList>(`/arrow/customers?per_page=${size}`),
      reads.get<CockpitList>(`/cockpit/v1/Customers?pageNumber=1&pageSize=${size}`),
      reads.get<{ readonly payload: readonly DkCustomer[] }>(`/dkh/v1/customer/?offset=0&limit=${size}`),
      ionList('ion', size, reads),
    ]);
    const lists = [
      arrow.data.customers.map(arrowCustomer),
      cockpit.items.map(cockpitCustomer),
      dk.payload.map(dkCustomer),
      ion.customers.map(ionWithAddresses),
    ];
    const nodes = Array.from({ length: first }, (_, at) => lists[at % 4]?.[Math.floor(at / 4)]);
    return { customers: { nodes, pageInfo: { hasNextPage: true } } };
  },

  async Metered({ externalId }, reads) {
    const { payload } = await reads.get<{ readonly payload: DkCustomer }>(`/dkh/v1/customer/${externalId}`);
    const { customerId, email } = payload;
    return { customerByExternalId: { externalId: customerId, displayName: dkName(payload), email } };
  },
};
