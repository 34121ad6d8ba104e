import { z } from 'zod';
import { Provider, SourceCapability } from '../../types/source.js';
import { clientCredentials } from '../../upstream/credentials/client-credentials.js';
import { createTransport } from '../../upstream/transport.js';
import { defineProvider, httpUrl, secret } from '../provider.js';
import { dkHardwareClient } from './client.js';
import { toCredit } from './customer-mapping.js';
import { dkHardwareCustomers } from './customers.js';
import { dkHardwareEvents } from './events.js';
import { dkHardwareOrders } from './orders.js';
import { isDkHardwareId, isOwnError, readErrorReference } from './wire.js';
import { dkHardwareWriteClient } from './write-client.js';
import { dkHardwareWrites, writeCapabilities } from './writes.js';

/** What a header can carry as it is. */
const headerText = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^[\x20-\x7e]*$/, 'must be plain ASCII text, as it is sent in a header');

/** The DK Hardware Partner API: customers with their addresses, their orders and their credit. */
export const dkhardware = defineProvider({
  provider: Provider.DKHARDWARE,
  // For each client, whoever uses it; what asks for a status is a POST, and counts as a write (DK 3.1).
  transport: { readsPerMinute: 200, writesPerMinute: 100 },
  settings: {
    /** Which of the two forms of create and update bodies the upstream understands; reads are the same. */
    apiRevision: z.enum(['2023-10-12', '2023-01-30']).default('2023-10-12'),
    credentials: z.strictObject({
      tokenUrl: httpUrl,
      clientId: secret,
      clientSecret: secret,
      scope: z.string(),
    }),
    /** Who is said to write, in the headers that order and address writes must carry (DK 3.1). */
    requestContext: z
      .strictObject({
        userId: headerText(64).min(1, 'must not be empty'),
        userName: headerText(300).optional(),
        initiatedFrom: headerText(300).optional(),
      })
      .optional(),
    webhookSecret: z.string().min(1).max(64).optional(),
  },
  create(settings, services) {
    const { id, credentials } = settings;
    const transport = createTransport({
      sourceId: id,
      baseUrl: settings.baseUrl,
      settings: settings.transport,
      credentials: (connect) => clientCredentials(connect(credentials.tokenUrl), credentials),
      errorReference: readErrorReference,
      isOwnError,
      observe: services.observe,
    });
    const client = dkHardwareClient(transport, id);
    const events = dkHardwareEvents(settings);
    const scopes = credentials.scope.split(/\s+/);
    const hasRelations = scopes.includes('customers:relations');
    const { timeZone, apiRevision, requestContext } = settings;
    const writeSettings = { id, timeZone, apiRevision, scopes, requestContext };
    return {
      id,
      provider: Provider.DKHARDWARE,
      name: settings.name,
      capabilities: [
        SourceCapability.READ_CUSTOMERS,
        SourceCapability.READ_CONTACTS,
        SourceCapability.READ_ADDRESSES,
        SourceCapability.READ_ORDERS,
        ...(events === undefined ? [] : [SourceCapability.CHANGE_EVENTS]),
        ...writeCapabilities(writeSettings),
      ],
      health: transport.health,
      kept: transport.kept,
      customers: dkHardwareCustomers(client, settings),
      orders: dkHardwareOrders(client, settings, { hasRelations }),
      writes: dkHardwareWrites({
        reads: client,
        writes: dkHardwareWriteClient(transport, id, requestContext),
        settings: writeSettings,
      }),
      extras: {
        async credit(customerId, scope) {
          if (!isDkHardwareId(customerId)) return null;
          const credit = await client.credit(customerId, scope);
          return credit === null ? null : toCredit(credit);
        },
      },
      events,
      close: () => transport.close(),
    };
  },
});
