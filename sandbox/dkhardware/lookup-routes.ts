import type { FastifyInstance } from 'fastify';
import { notFound } from './errors.js';
import { bothPaths, requireScope } from './guard.js';
import { QueryReader } from './listing.js';
import { CUSTOMER_TYPES, PAYMENT_METHODS, SHIPPING_METHODS, USERS } from './lookups.js';
import type { DictionaryEntry } from './rows.js';
import type { DkState } from './state.js';
import { UNSET_TIME } from './times.js';

const DICTIONARIES: readonly (readonly [name: string, entries: readonly DictionaryEntry[]])[] = [
  ['payment-method', PAYMENT_METHODS.map(({ code, name }) => ({ code, name }))],
  ['shipping-method', SHIPPING_METHODS],
  ['customer-type', CUSTOMER_TYPES],
];

/** Dictionaries are bare arrays, users and subscriptions come in an envelope (DK 3.2). */
export function lookupRoutes(app: FastifyInstance, state: DkState): void {
  for (const [name, entries] of DICTIONARIES) {
    for (const path of bothPaths(`/v1/dictionary/${name}`)) {
      app.get(path, requireScope(state, 'dictionaries'), () => entries);
    }
  }
  for (const path of bothPaths('/v1/user')) {
    app.get(path, requireScope(state, 'users'), ({ query }) => {
      const reader = new QueryReader(query, 'Pascal');
      const { limit, offset } = reader.slice();
      reader.refuseFaults();
      return { payload: USERS.slice(offset, offset + limit) };
    });
  }
  subscriptionRoutes(app, state);
}

function subscriptionRoutes(app: FastifyInstance, state: DkState): void {
  const subscriptions = requireScope(state, 'subscriptions');
  for (const path of bothPaths('/v1/subscription')) {
    app.get(path, subscriptions, ({ query }) => {
      const reader = new QueryReader(query, 'Pascal');
      const eventType = reader.text('eventType');
      reader.refuseFaults();
      return {
        payload: state.subscriptions.filter((row) => eventType === undefined || row.eventType === eventType),
      };
    });
  }
  for (const path of bothPaths('/v1/subscription/:id')) {
    app.get<{ Params: { readonly id: string } }>(path, subscriptions, ({ params }) => {
      const subscription = state.subscriptions.find(({ subscriptionId }) => subscriptionId === params.id);
      if (!subscription) throw notFound('Subscription', params.id);
      // Read alone its times come unset, read in the list they are there: the vendor's own samples (DK 3.6).
      return { payload: { ...subscription, createdAt: UNSET_TIME, updatedAt: UNSET_TIME } };
    });
  }
}
