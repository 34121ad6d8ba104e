import { ARROWSPHERE_API_KEY } from './arrowsphere/credentials.js';
import {
  CLOUDCOCKPIT_CLIENT,
  CLOUDCOCKPIT_SCOPE,
  CLOUDCOCKPIT_TENANT,
  CLOUDCOCKPIT_TOKEN_PATH,
} from './cloudcockpit/credentials.js';
import { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from './dkhardware/credentials.js';
import { ION_ACCOUNT_ID, ION_INITIAL_REFRESH_TOKEN } from './ion/credentials.js';

/** Signs the sandbox's change events; public like everything else here. */
const DK_HARDWARE_WEBHOOK_SECRET = 'sandbox-dkhardware-webhook-secret';

/** The four upstreams as entries of `sources` in the configuration file; `url` is the sandbox's, without a slash at its end. */
export function sandboxSources(url: string) {
  return [arrowSphere(url), cloudCockpit(url), dkHardware(url), ion(url)] as const;
}

function arrowSphere(url: string) {
  return {
    id: 'arrow',
    provider: 'arrowsphere',
    name: 'ArrowSphere (sandbox)',
    baseUrl: `${url}/arrowsphere/index.php/api`,
    timeZone: 'Europe/Paris',
    credentials: { apiKey: ARROWSPHERE_API_KEY },
  } as const;
}

function cloudCockpit(url: string) {
  const baseUrl = `${url}/cloudcockpit`;
  return {
    id: 'cockpit',
    provider: 'cloudcockpit',
    name: 'CloudCockpit (sandbox)',
    baseUrl,
    tenant: CLOUDCOCKPIT_TENANT,
    credentials: {
      tokenUrl: `${baseUrl}${CLOUDCOCKPIT_TOKEN_PATH}`,
      ...CLOUDCOCKPIT_CLIENT,
      scope: CLOUDCOCKPIT_SCOPE,
    },
  } as const;
}

function dkHardware(url: string) {
  const baseUrl = `${url}/dkhardware`;
  const { clientId, clientSecret, scopes } = DK_HARDWARE_CLIENT;
  return {
    id: 'dkh',
    provider: 'dkhardware',
    name: 'DK Hardware (sandbox)',
    baseUrl,
    apiRevision: '2023-10-12',
    credentials: {
      tokenUrl: `${baseUrl}${DK_HARDWARE_TOKEN_PATH}`,
      clientId,
      clientSecret,
      scope: scopes.join(' '),
    },
    requestContext: { userId: '37', userName: 'Partner Graph', initiatedFrom: 'partner-graph' },
    webhookSecret: DK_HARDWARE_WEBHOOK_SECRET,
  } as const;
}

function ion(url: string) {
  return {
    id: 'ion',
    provider: 'ion',
    name: 'TD SYNNEX ION (sandbox)',
    baseUrl: `${url}/ion`,
    accountId: ION_ACCOUNT_ID,
    credentials: { refreshToken: ION_INITIAL_REFRESH_TOKEN },
  } as const;
}
