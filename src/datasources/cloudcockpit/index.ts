import { z } from 'zod';
import { Provider, SourceCapability } from '../../types/source.js';
import { clientCredentials } from '../../upstream/credentials/client-credentials.js';
import { createTransport } from '../../upstream/transport.js';
import { defineProvider, httpUrl, secret } from '../provider.js';
import { readObject, readText } from '../reading.js';
import { createClient } from './client.js';
import { correlationId } from './correlation.js';
import { customerReads } from './customers.js';
import { withoutPersonalData } from './kept-bodies.js';
import { orderReads } from './orders.js';
import { isOwnError } from './wire.js';
import { createWriteClient } from './write-client.js';
import { cloudcockpitWrites } from './writes.js';

const settings = {
  /** A domain that exists in the tenant, e.g. that of its portal. */
  tenant: z.string().min(1, 'must be a domain of the tenant, e.g. portal.example'),
  credentials: z.strictObject({
    tokenUrl: httpUrl,
    clientId: z.string().min(1),
    clientSecret: secret,
    scope: z.string().min(1),
  }),
  /** Reads the relations of this reseller instead of the credentials' own. */
  resellerId: z.guid().optional(),
  /** The query parameter that leaves deleted customers out of lists; its real name is not published. */
  deletedRowsParameter: z
    .string()
    .regex(/^[A-Za-z][\w.]{0,63}$/, 'must be the name of a query parameter')
    .default('includeDeleted'),
};

export const cloudcockpit = defineProvider({
  provider: Provider.CLOUDCOCKPIT,
  settings,
  create({ id, name, baseUrl, timeZone, transport: policy, ...own }, { observe }) {
    const { tokenUrl, ...application } = own.credentials;
    const transport = createTransport({
      sourceId: id,
      baseUrl,
      settings: policy,
      credentials: (connect) => clientCredentials(connect(tokenUrl), application),
      headers: ({ scope }) => ({
        'x-tenant': own.tenant,
        'x-correlation-id': correlationId(scope.requestId),
      }),
      errorReference: (body) => readText(readObject(body)?.correlationId),
      isOwnError,
      withoutSecrets: withoutPersonalData,
      observe,
    });
    // GUIDs are compared, and the graph has them in lower case.
    const resellerId = own.resellerId?.toLowerCase() ?? null;
    const client = createClient(transport, {
      sourceId: id,
      resellerId,
      deletedRowsParameter: own.deletedRowsParameter,
    });
    const source = { sourceId: id, timeZone };
    return {
      id,
      provider: Provider.CLOUDCOCKPIT,
      name,
      capabilities: [
        SourceCapability.READ_CUSTOMERS,
        SourceCapability.CREATE_CUSTOMER,
        SourceCapability.UPDATE_CUSTOMER,
        SourceCapability.DELETE_CUSTOMER,
        SourceCapability.READ_CONTACTS,
        SourceCapability.READ_ADDRESSES,
        SourceCapability.READ_ORDERS,
      ],
      health: transport.health,
      kept: transport.kept,
      customers: customerReads(client, source),
      orders: orderReads(client, source),
      extras: { providerData: (customerId, scope) => client.providerData(customerId, scope) },
      writes: cloudcockpitWrites(client, createWriteClient(transport, id), { sourceId: id, resellerId }),
      close: () => transport.close(),
    };
  },
});
