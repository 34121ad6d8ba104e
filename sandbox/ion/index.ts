import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { systemClock, type Clock } from '../background.js';
import type { SandboxUpstream } from '../upstream.js';
import { ION_ACCOUNT_ID } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { customerWrites } from './customer-writes.js';
import {
  invalidRequest,
  IonRefusal,
  permissionDenied,
  sendIonError,
  unauthenticated,
  type IonError,
} from './errors.js';
import { oauthRoutes } from './oauth.js';
import { orderRoutes } from './order-routes.js';
import { orderWrites } from './order-writes.js';
import type { IonCloudProfiles, IonCustomer, IonOrder } from './rows.js';
import { createState, type IonState } from './state.js';

export { ION_ACCOUNT_ID, ION_INITIAL_REFRESH_TOKEN } from './credentials.js';
export { ION_PASSWORD_CANARY } from './order-items.js';

const settingsSchema = z.strictObject({
  /** Life of the access tokens issued from now on, in seconds. */
  tokenSeconds: z.number().positive().optional(),
  /** Kills every access token, so that the next call is answered 401; the refresh token stays good. */
  revokeTokens: z.literal(true).optional(),
  /** How long a new order stays NEW, and then IN_PROGRESS; null leaves it NEW. */
  orderStepMs: z.int().min(0).nullable().optional(),
});

interface IonUpstream extends SandboxUpstream {
  readonly rows: {
    readonly customers: readonly IonCustomer[];
    readonly cloudProfiles: readonly IonCloudProfiles[];
    readonly orders: readonly IonOrder[];
  };
}

/** TD SYNNEX StreamOne ION v3. */
export function createIon(clock: Clock = systemClock): IonUpstream {
  const state = createState(clock);
  return {
    name: 'ion',
    prefix: '/ion',
    routes: ionRoutes(state),
    reset: state.reset,
    get rows() {
      const { customers, cloudProfiles, orders } = state;
      return { customers, cloudProfiles, orders: orders.map(({ row }) => row) };
    },
    configure: (settings) => {
      const { tokenSeconds, revokeTokens, orderStepMs } = settingsSchema.parse(settings);
      if (tokenSeconds !== undefined) state.tokens.setLifetime(tokenSeconds);
      if (revokeTokens === true) state.tokens.revoke();
      if (orderStepMs !== undefined) state.orderStepMs = orderStepMs;
    },
  };
}

function ionRoutes(state: IonState): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler<FastifyError | IonRefusal>((error, _request, reply) => {
      state.refusals += 1;
      return sendIonError(reply, answerTo(error), state.refusals);
    });
    await app.register(oauthRoutes(state.tokens));
    await app.register(accountRoutes(state), { prefix: '/api/v3/accounts/:account' });
  };
}

function answerTo(error: FastifyError | IonRefusal): IonError {
  if (error instanceof IonRefusal) return error.answer;
  // The framework refused the body before a route saw it, e.g. for its content type.
  if ((error.statusCode ?? 500) < 500) return invalidRequest(error.message).answer;
  return { status: 500, error: 'INTERNAL_ERROR', message: 'Internal Server Error' };
}

/** One reseller's account: every call needs a living access token and this very account in its path. */
function accountRoutes(state: IonState): FastifyPluginAsync {
  return (app) => {
    app.addHook('preHandler', (request: FastifyRequest<{ Params: { account: string } }>, _reply, done) => {
      const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      const { account } = request.params;
      if (!state.tokens.accepts(token)) done(unauthenticated());
      else if (account !== ION_ACCOUNT_ID) done(permissionDenied(`accounts/${account}`));
      else done();
    });
    app.addHook('onClose', (_app, done) => {
      state.background.clear();
      done();
    });
    customerRoutes(app, state);
    customerWrites(app, state);
    orderRoutes(app, state);
    orderWrites(app, state);
    return Promise.resolve();
  };
}
