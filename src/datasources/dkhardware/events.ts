import { clientCredentials } from '../../upstream/credentials/client-credentials.js';
import { createTransport, type Transport } from '../../upstream/transport.js';
import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import {
  secretCheck,
  type ChangeEvents,
  type EventReading,
  type EventRegistration,
  type EventRegistrations,
} from '../change-events.js';
import type { CommonSettings } from '../provider.js';
import { readList, readObject, readObjects, readText, readTexts } from '../reading.js';
import { readTime } from '../times.js';
import { isDkHardwareId, isOwnError, readErrorReference } from './wire.js';

interface EventSettings extends CommonSettings {
  readonly credentials: {
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scope: string;
  };
  readonly webhookSecret?: string | undefined;
}

const CUSTOMER_CHANGED = 'customer:changed';

/** The webhooks (DK 3.6); undefined where no secret is configured that they could be known by. */
export function dkHardwareEvents(settings: EventSettings): ChangeEvents | undefined {
  const { webhookSecret } = settings;
  if (webhookSecret === undefined) return undefined;
  const isSecret = secretCheck(webhookSecret);
  return {
    // In plain text in the body; there is no signature and no timestamp.
    isGenuine: (body) => isSecret(readObject(body)?.secret),
    read: readEvent,
    registrations: registrationsOf(settings, webhookSecret),
  };
}

function readEvent(body: unknown): EventReading {
  const { event, payload } = readObject(body) ?? {};
  const name = readText(event);
  if (name === null) return { kind: 'malformed' };
  // Six more are documented; none of them is about customers.
  if (name !== CUSTOMER_CHANGED) return { kind: 'unknown' };
  const { customerIds, date } = readObject(payload) ?? {};
  if (readList(customerIds) === null) return { kind: 'malformed' };
  const ids = new Set(readTexts(customerIds).filter(isDkHardwareId));
  return {
    kind: 'changed',
    change: { event: name, customerIds: [...ids], changedAt: readTime(date, 'UTC') },
  };
}

/** The vendor's samples, and one more interval for a restart of this graph that takes its time. */
const POLICIES = {
  retry: {
    intervals: [{ value: '00:00:30' }, { value: '00:02:00' }, { value: '00:15:00' }],
    requestTimeout: '00:00:30',
  },
};

function registrationsOf(settings: EventSettings, secret: string): EventRegistrations {
  return {
    list: (scope) =>
      withTransport(settings, async (transport) => {
        const query = { eventType: CUSTOMER_CHANGED };
        const { body } = await transport.call({ method: 'GET', path: '/v1/subscription/', query }, scope);
        return readRegistrations(settings.id, body);
      }),
    create: (url, scope) =>
      withTransport(settings, async (transport) => {
        const body = { webhook: { url, secret }, eventType: CUSTOMER_CHANGED, policies: POLICIES };
        const path = '/v1/subscription/create';
        const answer = await transport.call({ method: 'POST', path, body }, scope);
        return readText(readObject(answer.body)?.subscriptionId) ?? unreadable(settings.id);
      }),
    delete: (subscriptionId, scope) =>
      withTransport(settings, async (transport) => {
        const path = '/v1/subscription/delete';
        await transport.call({ method: 'POST', path, body: { subscriptionId } }, scope);
      }),
  };
}

const SCOPES = ['subscriptions', 'subscriptions:edit'];

/** A transport of their own: the token that the graph works with needs no right to register anything. */
async function withTransport<Result>(
  { id, baseUrl, transport: settings, credentials }: EventSettings,
  use: (transport: Transport) => Promise<Result>,
): Promise<Result> {
  const transport = createTransport({
    sourceId: id,
    baseUrl,
    settings,
    credentials: (connect) =>
      clientCredentials(connect(credentials.tokenUrl), { ...credentials, scope: SCOPES.join(' ') }),
    errorReference: readErrorReference,
    isOwnError,
  });
  try {
    return await use(transport);
  } finally {
    await transport.close();
  }
}

function readRegistrations(sourceId: string, body: unknown): readonly EventRegistration[] {
  const { payload } = readObject(body) ?? {};
  if (readList(payload) === null) return unreadable(sourceId);
  return readObjects(payload).flatMap((row) => {
    const id = readText(row.subscriptionId);
    if (id === null) return [];
    return { id, url: readText(readObject(row.webhook)?.url) ?? '', event: readText(row.eventType) ?? '' };
  });
}

function unreadable(sourceId: string): never {
  throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, {
    cause: new Error('The answer holds no subscription.'),
  });
}
