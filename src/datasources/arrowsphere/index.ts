import { z } from 'zod';
import { Provider, SourceCapability } from '../../types/source.js';
import { apiKeyCredentials } from '../../upstream/credentials/api-key.js';
import { createTransport } from '../../upstream/transport.js';
import { defineProvider, secret } from '../provider.js';
import { ArrowSphereClient } from './client.js';
import { customerReads, providerReads } from './customers.js';
import { orderReads } from './orders.js';
import { isOwnError, readErrorReference } from './wire.js';
import { arrowSphereWrites } from './writes.js';

export const arrowsphere = defineProvider({
  provider: Provider.ARROWSPHERE,
  settings: { credentials: z.strictObject({ apiKey: secret }) },
  create({ id, name, baseUrl, timeZone, credentials, transport: settings }, { observe }) {
    const transport = createTransport({
      sourceId: id,
      baseUrl,
      settings,
      credentials: () => apiKeyCredentials('apiKey', credentials.apiKey),
      errorReference: readErrorReference,
      isOwnError,
      observe,
    });
    const client = new ArrowSphereClient(id, transport);
    const origin = { sourceId: id, timeZone };
    const customers = customerReads(client, origin);
    const orders = orderReads(client, origin);
    return {
      id,
      provider: Provider.ARROWSPHERE,
      name,
      capabilities: [
        SourceCapability.READ_CUSTOMERS,
        SourceCapability.CREATE_CUSTOMER,
        SourceCapability.UPDATE_CUSTOMER,
        SourceCapability.DELETE_CUSTOMER,
        SourceCapability.READ_CONTACTS,
        SourceCapability.WRITE_CONTACTS,
        SourceCapability.READ_ADDRESSES,
        SourceCapability.READ_ORDERS,
        SourceCapability.CREATE_ORDER,
        SourceCapability.UPDATE_ORDER,
        SourceCapability.INVITATIONS,
        SourceCapability.PROVISIONING,
      ],
      health: transport.health,
      kept: transport.kept,
      customers,
      orders,
      extras: providerReads(client, origin),
      writes: arrowSphereWrites(transport, { client, customers, orders, origin }),
      close: () => transport.close(),
    };
  },
});
