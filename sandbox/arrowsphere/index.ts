import type { FastifyRequest } from 'fastify';
import type { Clock } from '../background.js';
import type { SandboxUpstream } from '../upstream.js';
import { contactRoutes } from './contact-routes.js';
import { contactWrites } from './contact-writes.js';
import { ARROWSPHERE_API_KEY, ARROWSPHERE_TOKEN } from './credentials.js';
import { customerRoutes } from './customer-routes.js';
import { customerWrites } from './customer-writes.js';
import { ArrowSphereError, unauthorized, unforeseen } from './errors.js';
import { invitationWrites } from './invitation-writes.js';
import { orderRoutes } from './order-routes.js';
import { orderWrites } from './order-writes.js';
import { programWrites } from './program-writes.js';
import { ArrowSphereState } from './state.js';

/** ArrowSphere's public API (contract facts, section 1). */
export function createArrowSphere(clock?: Clock): SandboxUpstream {
  const state = new ArrowSphereState(clock);
  return {
    name: 'arrowsphere',
    prefix: '/arrowsphere/index.php/api',
    routes: (app) => {
      app.addHook('preHandler', (request, _reply, done) => {
        done(isAuthorized(request) ? undefined : unauthorized());
      });
      app.setErrorHandler((error: Error, _request, reply) => {
        const { status, body } = error instanceof ArrowSphereError ? error : unforeseen(error);
        return reply.code(status).send(body);
      });
      customerRoutes(app, state);
      contactRoutes(app, state);
      orderRoutes(app, state);
      customerWrites(app, state);
      contactWrites(app, state);
      invitationWrites(app, state);
      programWrites(app, state);
      orderWrites(app, state);
      return Promise.resolve();
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
        return [...state.orders.values()];
      },
      get contacts() {
        return [...state.contacts.values()].flat();
      },
      get invitations() {
        return [...state.invitations.values()];
      },
      get unknownLicenses() {
        return [...state.unknownLicenses.values()].flat();
      },
    },
  };
}

/** The key settles it where there is one; the vendor's clients never send both. */
function isAuthorized({ headers }: FastifyRequest): boolean {
  if (headers.apikey !== undefined) return headers.apikey === ARROWSPHERE_API_KEY;
  return headers.authorization === `Bearer ${ARROWSPHERE_TOKEN}`;
}
