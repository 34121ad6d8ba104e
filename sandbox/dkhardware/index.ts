import type { FastifyError, FastifyPluginAsync } from 'fastify';
import { systemClock, type Clock } from '../background.js';
import { clientCredentials, type IssuedToken } from '../tokens.js';
import type { SandboxUpstream } from '../upstream.js';
import { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { addressWrites, customerWrites } from './customer-writes.js';
import { DkRefusal, sendRefusal, systemError, unreadable } from './errors.js';
import { guardEveryCall } from './guard.js';
import { lookupRoutes } from './lookup-routes.js';
import { orderRoutes } from './order-routes.js';
import { orderWrites } from './order-writes.js';
import type { DkAddress, DkCredit, DkCustomer, DkOrder, DkReturn, DkSubscription } from './rows.js';
import { rateSettings, settingsSchema, writeSettings } from './settings.js';
import { createState, type DkState } from './state.js';
import { statusRoutes } from './statuses.js';
import { subscriptionWrites } from './subscription-writes.js';
import type { DkDelivery } from './webhooks.js';

export { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from './credentials.js';

const REFRESH_SECONDS = 18_000;

interface DkHardwareUpstream extends SandboxUpstream {
  readonly rows: {
    readonly customers: readonly DkCustomer[];
    /** Those of all customers, one after the other. */
    readonly addresses: readonly DkAddress[];
    readonly credit: readonly DkCredit[];
    readonly orders: readonly DkOrder[];
    readonly returns: readonly DkReturn[];
    readonly subscriptions: readonly DkSubscription[];
    /** Every attempt to deliver an event, in the order in which they ended. */
    readonly deliveries: readonly DkDelivery[];
  };
}

/** DK Hardware Partner API, with the token endpoint of its Keycloak realm on the same port. */
export function createDkHardware(clock: Clock = systemClock): DkHardwareUpstream {
  const state = createState(clock);
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
        deliveries: state.webhooks.deliveries,
      };
    },
    configure: (settings) => {
      const given = settingsSchema.parse(settings);
      const { unknownOrder, tokenSeconds, revokeTokens } = given;
      const rate = rateSettings.parse(given);
      state.tokens.configure({ tokenSeconds, revokeTokens });
      if (Object.keys(rate).length > 0) state.rate.configure(rate);
      state.writes = { ...state.writes, ...writeSettings.parse(given) };
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
    app.setErrorHandler<FastifyError | DkRefusal>((error, _request, reply) => {
      state.refusals += 1;
      return sendRefusal(reply, refusalOf(error), state.refusals);
    });
    // A closed sandbox delivers nothing any more.
    app.addHook('onClose', (_app, done) => {
      state.background.clear();
      state.webhooks.reset();
      done();
    });
    guardEveryCall(app, state);
    customerRoutes(app, state);
    customerWrites(app, state);
    addressWrites(app, state);
    orderRoutes(app, state);
    orderWrites(app, state);
    statusRoutes(app, state);
    lookupRoutes(app, state);
    subscriptionWrites(app, state);
    return Promise.resolve();
  };
}

/** What the framework refused before a route saw it is the caller's fault; anything else is the sandbox's own. */
function refusalOf(error: FastifyError | DkRefusal): DkRefusal {
  if (error instanceof DkRefusal) return error;
  return (error.statusCode ?? 500) < 500 ? unreadable() : systemError();
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
