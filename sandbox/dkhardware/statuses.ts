import type { FastifyInstance } from 'fastify';
import { body, text } from './bodies.js';
import { systemError } from './errors.js';
import { bothPaths, requireScope } from './guard.js';
import { CUSTOMER_SPELLING, ORDER_SPELLING, readBodyNow, type Spelling } from './readings.js';
import { requestContext } from './request-context.js';
import type { DkState } from './state.js';
import type { Submission, SubmissionKind } from './submissions.js';

const statusRequest = body({ submissionId: text(64) });

/** Where a client polls what became of its submissions; every poll is a POST and spends the write budget. */
export function statusRoutes(app: FastifyInstance, state: DkState): void {
  const find = (kind: SubmissionKind, raw: unknown, spelling: Spelling) => {
    const { submissionId } = readBodyNow(statusRequest, raw, spelling);
    const submission = state.submissions.find(kind, submissionId);
    // The only error that is documented for these endpoints (DK 3.3).
    if (!submission) throw systemError();
    return submission;
  };
  for (const kind of ['customer', 'address'] as const) {
    for (const path of bothPaths(
      kind === 'customer' ? '/v1/customer/status' : '/v1/customer/address/status',
    )) {
      app.post(path, requireScope(state, 'customers:status'), (request) =>
        customerStatus(state, find(kind, request.body, CUSTOMER_SPELLING)),
      );
    }
  }
  for (const path of bothPaths('/v1/order/status')) {
    app.post(path, requireScope(state, 'orders:status'), (request) => {
      requestContext(request.headers);
      return orderStatus(state, find('order', request.body, ORDER_SPELLING));
    });
  }
}

function customerStatus(state: DkState, { status, errors, referenceId, rowId }: Submission) {
  const { statusShape } = state.writes;
  if (status === 'Failed') return { customerId: null, status, errors };
  if (statusShape === 'seed-numeric') return { customerId: rowId && Number(rowId), status, errors };
  const payload = state.customers.find(({ customerId }) => String(customerId) === rowId) ?? null;
  const flat = { customerId: rowId, referenceId, status, errors, payload };
  if (statusShape === 'flat' || status !== 'Succeeded') return flat;
  // The newest documentation's own sample: another word outside, and the customer two payloads deep.
  return {
    customerId: rowId,
    referenceId,
    status: 'Success',
    payload: { customerId: rowId, status, errors, payload },
  };
}

function orderStatus(state: DkState, { status, errors, referenceId, rowId }: Submission) {
  if (status === 'Failed') return { orderId: null, status, errors };
  const payload = state.orders.find(({ orderId }) => orderId === rowId) ?? null;
  return { orderId: rowId, status, errors, referenceId, payload };
}
