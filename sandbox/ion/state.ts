import { seedCloudProfiles } from './cloud-profiles.js';
import { seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
import type { IonCloudProfiles, IonCustomer, StoredOrder } from './rows.js';
import { IonTokens } from './tokens.js';

/** The lists change, the rows in them are replaced: a reset only needs the lists as they were. */
interface IonRows {
  customers: IonCustomer[];
  cloudProfiles: IonCloudProfiles[];
  orders: StoredOrder[];
}

export interface IonState extends IonRows {
  readonly tokens: IonTokens;
  /** Errors answered so far, the number in a `requestId`. */
  refusals: number;
  readonly reset: () => void;
}

export function createState(): IonState {
  const seed = seedRows();
  const tokens = new IonTokens();
  const start = () => ({ ...copyLists(seed), refusals: 0 });
  const state: IonState = {
    ...start(),
    tokens,
    reset: () => {
      tokens.reset();
      Object.assign(state, start());
    },
  };
  return state;
}

function seedRows(): IonRows {
  const customers = seedCustomers();
  return { customers, cloudProfiles: seedCloudProfiles(customers), orders: seedOrders(customers) };
}

function copyLists({ customers, cloudProfiles, orders }: IonRows): IonRows {
  return { customers: [...customers], cloudProfiles: [...cloudProfiles], orders: [...orders] };
}
