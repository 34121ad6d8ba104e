import { Background, type Clock } from '../background.js';
import { seedCloudProfiles } from './cloud-profiles.js';
import { seedCustomers } from './customers.js';
import { seedOrders } from './orders.js';
import type { IonCloudProfiles, IonCustomer, StoredOrder } from './rows.js';
import { IonTokens } from './tokens.js';

const ORDER_STEP_MS = 1_000;

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
  /** How long a new order stays NEW, and then IN_PROGRESS; null leaves it NEW. */
  orderStepMs: number | null;
  readonly background: Background;
  readonly reset: () => void;
}

export function createState(clock: Clock): IonState {
  const seed = seedRows();
  const tokens = new IonTokens();
  const background = new Background(clock);
  const start = () => ({ ...copyLists(seed), refusals: 0, orderStepMs: ORDER_STEP_MS });
  const state: IonState = {
    ...start(),
    tokens,
    background,
    reset: () => {
      tokens.reset();
      background.clear();
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

/** One more than the highest there is: the same writes after a reset get the same ids. */
export function nextNumber(ids: readonly string[]): number {
  return Math.max(...ids.map(Number)) + 1;
}
