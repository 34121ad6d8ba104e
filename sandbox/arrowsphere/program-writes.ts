import type { FastifyInstance } from 'fastify';
import { bodyOf, emptyBody, listOf, readBody, requiredText } from './body.js';
import { customerAt, programOf } from './customer-routes.js';
import { badRequest, notFound } from './errors.js';
import type { Query } from './pages.js';
import { cancelMigration, isUnderWay, startRun } from './program-runs.js';
import type { ArrowSphereState } from './state.js';

const programBody = bodyOf({
  program: requiredText,
  attributes: listOf(bodyOf({ name: requiredText, value: requiredText })).optional(),
});

interface OfCustomer {
  Params: { reference: string };
}

/** Set-up of a customer with a vendor's program, new or moved from elsewhere (ArrowSphere 1.2). */
export function programWrites(app: FastifyInstance, state: ArrowSphereState): void {
  for (const kind of ['provision', 'migration'] as const) {
    app.post<OfCustomer>(`/customers/:reference/${kind}`, ({ params, body }, reply) => {
      const customer = customerAt(state, params.reference);
      const { program, attributes = [] } = readBody(programBody, body);
      const run = state.run(customer.Reference, program);
      if (run !== undefined && isUnderWay(run))
        throw badRequest(`A ${run.kind} of ${customer.Reference} with ${program} is under way`);
      startRun(state, kind, customer, program, attributes);
      return reply.code(202).send();
    });
  }

  app.delete<OfCustomer & { Querystring: Query }>(
    '/customers/:reference/migration',
    ({ params, query, body }, reply) => {
      const customer = customerAt(state, params.reference);
      const program = programOf(query);
      readBody(emptyBody, body);
      const run = state.run(customer.Reference, program);
      if (run?.kind !== 'migration') throw notFound(`Migration of ${customer.Reference} with ${program}`);
      if (!isUnderWay(run))
        throw badRequest(`The migration of ${customer.Reference} with ${program} is over`);
      cancelMigration(state, customer, program, run);
      return reply.code(204).send();
    },
  );
}
