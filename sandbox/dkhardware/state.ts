import { Background, type Clock } from '../background.js';
import { TokenIssuer } from '../tokens.js';
import { seedCredit, seedCustomers } from './customers.js';
import { SUBSCRIPTIONS } from './lookups.js';
import { seedOrders, seedReturns } from './orders.js';
import { RateWindow } from './rate-window.js';
import type { DkCredit, DkCustomer, DkOrder, DkReturn, DkSubscription } from './rows.js';
import { WRITE_DEFAULTS, type UNKNOWN_ORDER_ANSWERS, type WriteSettings } from './settings.js';
import { Submissions } from './submissions.js';
import { Webhooks } from './webhooks.js';

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
  /** Subscriptions ever made, the number in a `subscriptionId`. */
  subscriptionCount: number;
  writes: WriteSettings;
  readonly background: Background;
  readonly submissions: Submissions;
  readonly webhooks: Webhooks;
  readonly tokens: TokenIssuer;
  readonly rate: RateWindow;
  readonly reset: () => void;
}

export function createState(clock: Clock): DkState {
  const seed = seedRows();
  const tokens = new TokenIssuer('dkhardware', ACCESS_SECONDS);
  const rate = new RateWindow();
  const background = new Background(clock);
  const submissions = new Submissions(background);
  const webhooks = new Webhooks(background, () => state);
  const start = () => ({
    ...copyLists(seed),
    unknownOrder: 'not-found' as const,
    refusals: 0,
    subscriptionCount: seed.subscriptions.length,
    writes: WRITE_DEFAULTS,
  });
  const state: DkState = {
    ...start(),
    background,
    submissions,
    webhooks,
    tokens,
    rate,
    reset: () => {
      tokens.reset();
      rate.reset();
      background.clear();
      submissions.reset();
      webhooks.reset();
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
