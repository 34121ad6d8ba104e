import type { FastifyInstance } from 'fastify';
import { bothPaths, requireScope } from './guard.js';
import { changeStatusBody, createOrderBody } from './order-bodies.js';
import { updateOrderBody } from './order-changes-body.js';
import { changeStatus, updateOrder } from './order-changes.js';
import { createOrder } from './order-creation.js';
import { ORDER_SPELLING, readBody } from './readings.js';
import { requestContext } from './request-context.js';
import type { DkState } from './state.js';
import { submit } from './submit.js';

/** Every one needs the request context, and answers by a submission (DK 3.1, 3.3). */
export function orderWrites(app: FastifyInstance, state: DkState): void {
  for (const path of bothPaths('/v1/order/create')) {
    app.post(path, requireScope(state, 'orders:create'), ({ body, headers }) => {
      const user = requestContext(headers);
      const reading = readBody(createOrderBody, body, ORDER_SPELLING);
      return submit(
        state,
        'order',
        reading,
        ({ customerOrder }) => createOrder(state, customerOrder, user),
        ({ referenceId }) => referenceId,
      );
    });
  }
  for (const path of bothPaths('/v1/order/update')) {
    app.post(path, requireScope(state, 'orders:update'), ({ body, headers }) => {
      const user = requestContext(headers);
      const reading = readBody(updateOrderBody, body, ORDER_SPELLING);
      return submit(state, 'order', reading, ({ customerOrder }) => updateOrder(state, customerOrder, user));
    });
  }
  for (const path of bothPaths('/v1/order/change-status')) {
    app.post(path, requireScope(state, 'orders:change-status'), ({ body, headers }) => {
      requestContext(headers);
      const reading = readBody(changeStatusBody, body, ORDER_SPELLING);
      return submit(state, 'order', reading, ({ customerOrder }) => changeStatus(state, customerOrder));
    });
  }
}
