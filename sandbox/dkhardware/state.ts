import { TokenIssuer } from '../tokens.js';
import { seedCredit, seedCustomers } from './customers.js';
import { SUBSCRIPTIONS } from './lookups.js';
import { seedOrders, seedReturns } from './orders.js';
import { RateWindow } from './rate-window.js';
import type { DkCredit, DkCustomer, DkOrder, DkReturn, DkSubscription } from './rows.js';

/** What the vendor answers for an order it does not have is not documented (DK 3.2): any of these may be true. */
export const UNKNOWN_ORDER_ANSWERS = ['not-found', 'empty-200', 'bad-request'] as const;

const ACCESS_SECONDS = 5_400;

export interface DkState {
  customers: DkCustomer[];
  credit: DkCredit[];
  orders: DkOrder[];
  returns: DkReturn[];
  subscriptions: DkSubscription[];
  unknownOrder: (typeof UNKNOWN_ORDER_ANSWERS)[number];
  /** Refusals answered so far, the number in a `traceId`. */
  refusals: number;
  readonly tokens: TokenIssuer;
  readonly rate: RateWindow;
}

export function seedState(): DkState {
  return { ...seedRows(), tokens: new TokenIssuer('dkhardware', ACCESS_SECONDS), rate: new RateWindow() };
}

export function resetState(state: DkState): void {
  state.tokens.reset();
  state.rate.reset();
  Object.assign(state, seedRows());
}

function seedRows(): Omit<DkState, 'tokens' | 'rate'> {
  const customers = seedCustomers();
  const orders = seedOrders(customers);
  return {
    customers,
    credit: seedCredit(customers),
    orders,
    returns: seedReturns(orders),
    subscriptions: [...SUBSCRIPTIONS],
    unknownOrder: 'not-found',
    refusals: 0,
  };
}
