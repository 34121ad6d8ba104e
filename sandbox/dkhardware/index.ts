import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { clientCredentials, type IssuedToken } from '../tokens.js';
import type { SandboxUpstream } from '../upstream.js';
import { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { DkRefusal, sendRefusal } from './errors.js';
import { guardEveryCall } from './guard.js';
import { lookupRoutes } from './lookup-routes.js';
import { orderRoutes } from './order-routes.js';
import type { DkAddress, DkCredit, DkCustomer, DkOrder, DkReturn, DkSubscription } from './rows.js';
import { createState, UNKNOWN_ORDER_ANSWERS, type DkState } from './state.js';

export { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from './credentials.js';

const REFRESH_SECONDS = 18_000;

const tokenSettings = {
  /** Life of the access tokens issued from now on, in seconds. */
  tokenSeconds: z.number().positive().optional(),
  revokeTokens: z.literal(true).optional(),
};
const rateSettings = z.object({
  readsPerMinute: z.int().min(0).exactOptional(),
  writesPerMinute: z.int().min(0).exactOptional(),
  windowMs: z.number().positive().exactOptional(),
  retryAfter: z.union([z.string(), z.number(), z.null()]).exactOptional(),
});
const settingsSchema = z.strictObject({
  ...tokenSettings,
  ...rateSettings.shape,
  unknownOrder: z.enum(UNKNOWN_ORDER_ANSWERS).optional(),
});

interface DkHardwareUpstream extends SandboxUpstream {
  readonly rows: {
    readonly customers: readonly DkCustomer[];
    /** Those of all customers, one after the other. */
    readonly addresses: readonly DkAddress[];
    readonly credit: readonly DkCredit[];
    readonly orders: readonly DkOrder[];
    readonly returns: readonly DkReturn[];
    readonly subscriptions: readonly DkSubscription[];
  };
}

/** DK Hardware Partner API, with the token endpoint of its Keycloak realm on the same port. */
export function createDkHardware(): DkHardwareUpstream {
  const state = createState();
  return {
    name: 'dkhardware',
    prefix: '/dkhardware',
    routes: dkRoutes(state),
    reset: state.reset,
    get rows() {
      const { customers, credit, orders, returns, subscriptions } = state;
      return {
        customers,
        addresses: customers.flatMap(({ addresses = [] }) => addresses),
        credit,
        orders,
        returns,
        subscriptions,
      };
    },
    configure: (settings) => {
      const { unknownOrder, tokenSeconds, revokeTokens, ...rate } = settingsSchema.parse(settings);
      state.tokens.configure({ tokenSeconds, revokeTokens });
      if (Object.keys(rate).length > 0) state.rate.configure(rate);
      if (unknownOrder !== undefined) state.unknownOrder = unknownOrder;
    },
  };
}

function dkRoutes(state: DkState): FastifyPluginAsync {
  return async (app) => {
    await app.register(
      clientCredentials({
        path: DK_HARDWARE_TOKEN_PATH,
        client: DK_HARDWARE_CLIENT,
        issuer: state.tokens,
        grant: grantScopes,
        answer: tokenAnswer,
      }),
    );
    await app.register(apiRoutes(state));
  };
}

function apiRoutes(state: DkState): FastifyPluginAsync {
  return (app) => {
    app.setErrorHandler((error, _request, reply) => {
      state.refusals += 1;
      const refusal = error instanceof DkRefusal ? error : new DkRefusal(500, 'System error.');
      return sendRefusal(reply, refusal, state.refusals);
    });
    guardEveryCall(app, state);
    customerRoutes(app, state);
    orderRoutes(app, state);
    lookupRoutes(app, state);
    return Promise.resolve();
  };
}

/** Only what was asked for, and all of it must exist; nothing asked for is a mistake, not everything. */
function grantScopes(scope: string): readonly string[] | undefined {
  const asked = scope.split(' ').filter(Boolean);
  const known: readonly string[] = DK_HARDWARE_CLIENT.scopes;
  return asked.length > 0 && asked.every((name) => known.includes(name)) ? asked : undefined;
}

/** The refresh token is part of Keycloak's answer; nobody documents what it is good for, and here it is good for nothing. */
function tokenAnswer({ accessToken, expiresIn, scopes }: IssuedToken) {
  return {
    access_token: accessToken,
    expires_in: expiresIn,
    refresh_expires_in: REFRESH_SECONDS,
    refresh_token: `${accessToken}.refresh`,
    token_type: 'Bearer',
    'not-before-policy': 0,
    session_state: '813d0000-0000-4000-8000-000000000001',
    scope: scopes.join(' '),
  };
}
