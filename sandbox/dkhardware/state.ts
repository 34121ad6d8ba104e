import { TokenIssuer } from '../tokens.js';
import { seedCredit, seedCustomers } from './customers.js';
import { SUBSCRIPTIONS } from './lookups.js';
import { seedOrders, seedReturns } from './orders.js';
import { RateWindow } from './rate-window.js';
import type { DkCredit, DkCustomer, DkOrder, DkReturn, DkSubscription } from './rows.js';

/** What the vendor answers for an order it does not have is not documented (DK 3.2): any of these may be true. */
export const UNKNOWN_ORDER_ANSWERS = ['not-found', 'empty-200', 'bad-request'] as const;

const ACCESS_SECONDS = 5_400;

/** The lists change, the rows in them are replaced: a reset only needs the lists as they were. */
interface DkRows {
  customers: DkCustomer[];
  credit: DkCredit[];
  orders: DkOrder[];
  returns: DkReturn[];
  subscriptions: DkSubscription[];
}

export interface DkState extends DkRows {
  unknownOrder: (typeof UNKNOWN_ORDER_ANSWERS)[number];
  /** Refusals answered so far, the number in a `traceId`. */
  refusals: number;
  readonly tokens: TokenIssuer;
  readonly rate: RateWindow;
  readonly reset: () => void;
}

export function createState(): DkState {
  const seed = seedRows();
  const tokens = new TokenIssuer('dkhardware', ACCESS_SECONDS);
  const rate = new RateWindow();
  const start = () => ({ ...copyLists(seed), unknownOrder: 'not-found' as const, refusals: 0 });
  const state: DkState = {
    ...start(),
    tokens,
    rate,
    reset: () => {
      tokens.reset();
      rate.reset();
      Object.assign(state, start());
    },
  };
  return state;
}

function seedRows(): DkRows {
  const customers = seedCustomers();
  const orders = seedOrders(customers);
  return {
    customers,
    credit: seedCredit(customers),
    orders,
    returns: seedReturns(orders),
    subscriptions: [...SUBSCRIPTIONS],
  };
}

function copyLists({ customers, credit, orders, returns, subscriptions }: DkRows): DkRows {
  return {
    customers: [...customers],
    credit: [...credit],
    orders: [...orders],
    returns: [...returns],
    subscriptions: [...subscriptions],
  };
}
