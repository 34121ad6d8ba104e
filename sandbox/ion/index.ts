import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SandboxUpstream } from '../upstream.js';
import { ION_ACCOUNT_ID } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { IonRefusal, permissionDenied, sendIonError, unauthenticated } from './errors.js';
import { oauthRoutes } from './oauth.js';
import { orderRoutes } from './order-routes.js';
import { resetState, seedState, type IonState } from './state.js';

export { ION_ACCOUNT_ID, ION_INITIAL_REFRESH_TOKEN } from './credentials.js';
export { ION_PASSWORD_CANARY } from './order-items.js';

const settingsSchema = z.strictObject({
  /** Life of the access tokens issued from now on, in seconds. */
  tokenSeconds: z.number().positive().optional(),
  /** Kills every access token, so that the next call is answered 401; the refresh token stays good. */
  revokeTokens: z.literal(true).optional(),
});

/** TD SYNNEX StreamOne ION v3. */
export function createIon(): SandboxUpstream {
  const state = seedState();
  return {
    name: 'ion',
    prefix: '/ion',
    routes: ionRoutes(state),
    reset: () => {
      resetState(state);
    },
    get rows() {
      const { customers, cloudProfiles, orders } = state;
      return { customers, cloudProfiles, orders: orders.map(({ row }) => row) };
    },
    configure: (settings) => {
      const { tokenSeconds, revokeTokens } = settingsSchema.parse(settings);
      if (tokenSeconds !== undefined) state.tokens.setLifetime(tokenSeconds);
      if (revokeTokens === true) state.tokens.revoke();
    },
  };
}

function ionRoutes(state: IonState): FastifyPluginAsync {
  return async (app) => {
    app.setErrorHandler((error, _request, reply) => {
      state.refusals += 1;
      const answer =
        error instanceof IonRefusal
          ? error.answer
          : { status: 500, error: 'INTERNAL_ERROR', message: 'Internal Server Error' };
      return sendIonError(reply, answer, state.refusals);
    });
    await app.register(oauthRoutes(state.tokens));
    await app.register(accountRoutes(state), { prefix: '/api/v3/accounts/:account' });
  };
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
    customerRoutes(app, state);
    orderRoutes(app, state);
    return Promise.resolve();
  };
}
