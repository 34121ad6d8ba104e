import { z } from 'zod';
import { Provider, SourceCapability } from '../../types/source.js';
import { rotatingRefreshToken } from '../../upstream/credentials/rotating-refresh-token.js';
import { createTransport } from '../../upstream/transport.js';
import { defineProvider, secret } from '../provider.js';
import { ionClient } from './client.js';
import { toCloudProfile } from './customer-mapping.js';
import { ionCustomers } from './customers.js';
import { ionOrders } from './orders.js';
import { isIonId, isOwnError, readErrorReference } from './wire.js';
import { ionWriteClient } from './write-client.js';
import { ionWrites } from './writes.js';

/** TD SYNNEX StreamOne ION v3: the customers and orders of one account. */
export const ion = defineProvider({
  provider: Provider.ION,
  settings: {
    accountId: z.string().regex(/^\d{1,19}$/, 'must be the digits of the account, in quotes'),
    credentials: z.strictObject({ refreshToken: secret }),
  },
  create(settings, services) {
    const transport = createTransport({
      sourceId: settings.id,
      baseUrl: settings.baseUrl,
      settings: settings.transport,
      credentials: (connect) =>
        rotatingRefreshToken(
          connect(`${settings.baseUrl.replace(/\/$/, '')}/oauth/token`),
          settings.credentials.refreshToken,
          services.refreshTokens,
        ),
      errorReference: readErrorReference,
      isOwnError,
      observe: services.observe,
    });
    const client = ionClient(transport, settings.id, settings.accountId);
    const writing = ionWriteClient(transport, settings.id, settings.accountId);
    return {
      id: settings.id,
      provider: Provider.ION,
      name: settings.name,
      capabilities: [
        SourceCapability.READ_CUSTOMERS,
        SourceCapability.CREATE_CUSTOMER,
        SourceCapability.UPDATE_CUSTOMER,
        SourceCapability.READ_CONTACTS,
        SourceCapability.READ_ADDRESSES,
        SourceCapability.READ_ORDERS,
        SourceCapability.CREATE_ORDER,
        SourceCapability.CLOUD_PROFILES,
      ],
      health: transport.health,
      kept: transport.kept,
      customers: ionCustomers(client, settings),
      orders: ionOrders(client, settings),
      writes: ionWrites(client, writing, settings.id),
      extras: {
        async cloudProfiles(request, scope) {
          if (!isIonId(request.customerId)) return null;
          const profiles = await client.cloudProfiles(request, scope);
          return profiles?.map(toCloudProfile) ?? null;
        },
      },
      close: () => transport.close(),
    };
  },
});
