import { seedCloudProfiles } from './cloud-profiles.js';
import { seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
import type { IonCloudProfiles, IonCustomer, StoredOrder } from './rows.js';
import { IonTokens } from './tokens.js';

export interface IonState {
  customers: IonCustomer[];
  cloudProfiles: IonCloudProfiles[];
  orders: StoredOrder[];
  readonly tokens: IonTokens;
  /** Errors answered so far: the `requestId` of an error body. */
  refusals: number;
}

export function seedState(): IonState {
  return { ...seedRows(), tokens: new IonTokens() };
}

export function resetState(state: IonState): void {
  state.tokens.reset();
  Object.assign(state, seedRows());
}

function seedRows(): Omit<IonState, 'tokens'> {
  const customers = seedCustomers();
  return {
    customers,
    cloudProfiles: seedCloudProfiles(customers),
    orders: seedOrders(customers),
    refusals: 0,
  };
}
