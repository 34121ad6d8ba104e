import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { body, choice, listOf, mustBeEmpty, text } from './bodies.js';
import { validationFailed } from './errors.js';
import { bothPaths, requireScope } from './guard.js';
import { CUSTOMER_SPELLING, readBodyNow } from './readings.js';
import type { DkState } from './state.js';
import { SPAN, sevenDigits } from './times.js';

const EVENTS = [
  'customer:changed', 'customer-order:changed', 'customer-quote:changed', 'customer-return:changed',
  'vendor-order:changed', 'vendor-quote:changed', 'vendor-return:changed',
] as const; // prettier-ignore

/** Nobody documents what holds without policies: the ones of the vendor's list sample. */
const DEFAULT_RETRY = { intervals: [{ value: '00:01:07' }], requestTimeout: '00:01:40' };

const span = () => text(20).regex(SPAN, 'must be a time span such as 00:00:30');
const policies = body({
  retry: body({
    intervals: listOf(body({ value: span() })),
    requestTimeout: span().default(DEFAULT_RETRY.requestTimeout),
  }).default(DEFAULT_RETRY),
});

const updateBody = body({
  subscriptionId: text(64),
  // Another address or event is another subscription (DK 3.6).
  webhook: mustBeEmpty(),
  eventType: mustBeEmpty(),
  policies,
});
const deleteBody = body({ subscriptionId: text(64) });

export function subscriptionWrites(app: FastifyInstance, state: DkState): void {
  const edit = requireScope(state, 'subscriptions:edit');
  for (const path of bothPaths('/v1/subscription/create')) {
    app.post(path, edit, (request) => create(state, request.body));
  }
  for (const path of bothPaths('/v1/subscription/update')) {
    app.post(path, edit, (request) => {
      const given = readBodyNow(updateBody, request.body, CUSTOMER_SPELLING);
      const index = indexOf(state, given.subscriptionId);
      state.subscriptions = state.subscriptions.map((row, position) =>
        position === index
          ? { ...row, policies: given.policies, updatedAt: sevenDigits(state.background.now()) }
          : row,
      );
      return { subscriptionId: given.subscriptionId };
    });
  }
  for (const path of bothPaths('/v1/subscription/delete')) {
    app.post(path, edit, (request) => {
      const { subscriptionId } = readBodyNow(deleteBody, request.body, CUSTOMER_SPELLING);
      state.subscriptions = state.subscriptions.toSpliced(indexOf(state, subscriptionId), 1);
      return { subscriptionId };
    });
  }
}

function create(state: DkState, raw: unknown) {
  const { allowHttpWebhooks } = state.writes;
  const schema = body({
    webhook: body({ url: webhookUrl(allowHttpWebhooks), secret: text(64) }),
    eventType: text(64).pipe(choice(EVENTS)),
    policies: policies.default({ retry: DEFAULT_RETRY }),
  });
  const { webhook, eventType, policies: given } = readBodyNow(schema, raw, CUSTOMER_SPELLING);
  state.subscriptionCount += 1;
  const subscriptionId = `bbd76e0b-0000-4000-8000-${String(state.subscriptionCount).padStart(12, '0')}`;
  const now = sevenDigits(state.background.now());
  const row = {
    subscriptionId,
    webhook: { url: webhook.url },
    eventType,
    policies: given,
    createdAt: now,
    updatedAt: now,
  };
  state.subscriptions = [...state.subscriptions, row];
  state.webhooks.keepSecret(subscriptionId, webhook.secret);
  return { subscriptionId };
}

/** These endpoints list no 404: an id nobody has is a fault of the body (DK 3.2). */
function indexOf(state: DkState, id: string): number {
  const index = state.subscriptions.findIndex(({ subscriptionId }) => subscriptionId === id);
  if (index < 0) throw validationFailed({ SubscriptionId: [`Subscription with id '${id}' not found.`] });
  return index;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function webhookUrl(allowHttp: boolean): z.ZodType<string> {
  return text(1_024).refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return (
      url?.protocol === 'https:' || (allowHttp && url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
    );
  }, 'must be an https address');
}
