import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  bodyOf,
  flag,
  ignored,
  named,
  number,
  optionalText,
  readBody,
  requiredText,
  uuid,
  wholeNumber,
} from './body.js';
import { forbidden, invalid } from './errors.js';
import { statusOf } from './provider-creation.js';
import type { CustomerRow, OrderRow } from './rows.js';
import type { CloudCockpitState } from './state.js';

/** The order model (CloudCockpit 2.4); four members are marked as required, the rest has defaults of the sandbox. */
const orderBody = bodyOf({
  id: ignored,
  offerId: requiredText(255),
  customerId: uuid,
  resellerId: uuid.nullish(),
  providerInstanceId: uuid,
  subscriptionName: requiredText(255),
  termDuration: named('NoTerm', 'OneMonth', 'OneYear', 'ThreeYears', 'FiveYears').nullish(),
  billingFrequency: named('None', 'OneTime', 'Monthly', 'Annual', 'Triennial').nullish(),
  segment: named('Commercial', 'Education', 'Government', 'NonProfit').nullish(),
  operation: named('CreateSubscription').nullish(),
  quantity: wholeNumber.min(1, '% must be greater than 0.').optional(),
  subscriptionMargin: bodyOf({
    marginRule: named('Markup', 'Margin', 'SplitMargin', 'ErpMinusDiscount'),
    value: number,
  }).nullish(),
  subscriptionInternalId: optionalText(255),
  poNumber: optionalText(255),
  autoRenewEnabled: flag.optional(),
  providerData: z.string('% must be a string.').nullish(),
  parentSubscriptionId: z.string('% must be a string.').nullish(),
  status: ignored,
  createdDate: ignored,
  errorMessage: ignored,
});

/** Processing, then Provisioning, then Completed, with which an order leaves the list. */
const NEXT_STATUSES = ['Provisioning', 'Completed'];

export function orderWrites(app: FastifyInstance, state: CloudCockpitState): void {
  app.post('/v1/orders', ({ body }) => {
    const given = readBody(orderBody, body);
    const customer = state.customers.get(given.customerId);
    if (customer === undefined || customer.isDeleted === true)
      throw invalid('CustomerId', "'Customer Id' was not found.");
    if (given.resellerId != null && state.seenBy(customer, given.resellerId) === undefined) throw forbidden();
    requireProvider(customer, given.providerInstanceId);
    const order = newOrder(state, given);
    state.orders = [...state.orders, order];
    NEXT_STATUSES.forEach((name, index) => {
      state.background.after((index + 1) * state.settings.backgroundMs, () => {
        state.orders = state.orders.map((row) => (row.id === order.id ? { ...row, status: { name } } : row));
      });
    });
    return order;
  });
}

/** Nothing can be ordered from a provider that does not have the customer yet. */
function requireProvider(customer: CustomerRow, instance: string): void {
  const entry = customer.providerCustomers?.[instance];
  if (entry === undefined || statusOf(entry) !== 'Success')
    throw invalid('ProviderInstanceId', 'The customer does not exist at this provider instance.');
}

function newOrder(state: CloudCockpitState, given: z.infer<typeof orderBody>): OrderRow {
  return {
    id: state.nextId('orders'),
    offerId: given.offerId,
    customerId: given.customerId,
    resellerId: given.resellerId ?? null,
    providerInstanceId: given.providerInstanceId,
    subscriptionName: given.subscriptionName,
    termDuration: given.termDuration ?? { name: 'NoTerm' },
    billingFrequency: given.billingFrequency ?? { name: 'None' },
    segment: given.segment ?? { name: 'Commercial' },
    operation: given.operation ?? { name: 'CreateSubscription' },
    quantity: given.quantity ?? 1,
    subscriptionMargin: given.subscriptionMargin ?? null,
    subscriptionInternalId: given.subscriptionInternalId ?? null,
    poNumber: given.poNumber ?? null,
    autoRenewEnabled: given.autoRenewEnabled ?? false,
    status: { name: 'Processing' },
    createdDate: `${new Date(state.background.now()).toISOString().slice(0, 19)}+00:00`,
    providerData: given.providerData ?? null,
    parentSubscriptionId: given.parentSubscriptionId ?? null,
    errorMessage: null,
  };
}
