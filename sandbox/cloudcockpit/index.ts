import type { Clock } from '../background.js';
import { clientCredentials } from '../tokens.js';
import type { SandboxUpstream } from '../upstream.js';
import { CLOUDCOCKPIT_CLIENT, CLOUDCOCKPIT_SCOPE, CLOUDCOCKPIT_TOKEN_PATH } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { customerWrites } from './customer-writes.js';
import { guard } from './gate.js';
import { orderRoutes } from './order-routes.js';
import { orderWrites } from './order-writes.js';
import { relationWrites } from './relation-writes.js';
import { CloudCockpitState } from './state.js';

/** CloudCockpit's API and, under the same prefix, the Entra token endpoint it relies on (contract facts, section 2). */
export function createCloudCockpit(clock?: Clock): SandboxUpstream {
  const state = new CloudCockpitState(clock);
  return {
    name: 'cloudcockpit',
    prefix: '/cloudcockpit',
    ignoresCase: true,
    routes: async (app) => {
      await app.register(entra(state));
      await app.register((api) => {
        guard(api, state);
        customerRoutes(api, state);
        orderRoutes(api, state);
        customerWrites(api, state);
        relationWrites(api, state);
        orderWrites(api, state);
        return Promise.resolve();
      });
    },
    reset: () => {
      state.reset();
    },
    configure: (settings) => {
      state.configure(settings);
    },
    rows: {
      get customers() {
        return [...state.customers.values()];
      },
      get orders() {
        return state.orders;
      },
    },
  };
}

/** Microsoft Entra ID: one scope, granted whole, and no refresh token. */
function entra({ tokens }: CloudCockpitState) {
  return clientCredentials({
    path: CLOUDCOCKPIT_TOKEN_PATH,
    client: CLOUDCOCKPIT_CLIENT,
    issuer: tokens,
    grant: (scope) => (scope === CLOUDCOCKPIT_SCOPE ? [scope] : undefined),
    answer: ({ accessToken, expiresIn }) => ({
      token_type: 'Bearer',
      expires_in: expiresIn,
      ext_expires_in: expiresIn,
      access_token: accessToken,
    }),
  });
}
