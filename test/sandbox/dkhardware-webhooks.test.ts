import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clock, dk, faultsOf, get, outcomeOf, post, useDkHardware } from './support/dkhardware.js';
import { present } from './support/present.js';
import { Receiver } from './support/receiver.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

const SECRET = 'shared-secret-of-this-test';
const CREATE = '/v1/subscription/create';
const given = z.looseObject({ policies: z.unknown() }).parse(sample('dk.subscriptions.create.request.json'));
const created = z.object({ subscriptionId: z.string() });

let receiver: Receiver;
let url: string;

beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.start();
});

afterEach(() => {
  receiver.stop();
});

async function subscribe(
  eventType = 'customer:changed',
  policies: unknown = given.policies,
): Promise<string> {
  const answer = await post(CREATE, { webhook: { url, secret: SECRET }, eventType, policies });
  expect(answer.status).toBe(200);
  return created.parse(answer.body).subscriptionId;
}

function rename(customerId = '463501', lastName = 'Renamed') {
  return outcomeOf('/v1/customer/update', { customer: { customerId, lastName } });
}

/** The sandbox notes an attempt when its answer is in, a moment after the receiver has sent it. */
async function recorded(count: number) {
  while (dk.rows.deliveries.length < count) await turn();
  return dk.rows.deliveries;
}

describe('a subscription', () => {
  it('is made as in the sample, and shown without its secret', async () => {
    const answer = await post(CREATE, given);
    expect(shapeOf(answer.body)).toEqual(shapeOf(sample('dk.subscriptions.create.response.json')));
    const { subscriptionId } = created.parse(answer.body);
    const { body } = await get('/v1/subscription/?eventType=customer%3Achanged');
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.subscriptions.list.json')));
    expect(body).toMatchObject({ payload: [{ subscriptionId, policies: given.policies, eventType: 'customer:changed' }] }); // prettier-ignore
    expect((await get(`/v1/subscription/${subscriptionId}`)).status).toBe(200);
    expect(JSON.stringify([body, dk.rows])).not.toContain('<shared-secret>');
  });

  it('has the policies of the samples where it names none', async () => {
    await post(CREATE, { webhook: { url, secret: SECRET }, eventType: 'customer:changed' });
    expect(dk.rows.subscriptions.at(-1)?.policies).toEqual({ retry: { intervals: [{ value: '00:01:07' }], requestTimeout: '00:01:40' } }); // prettier-ignore
  });

  it.each([
    [{}, ['EventType', 'Webhook']],
    [{ webhook: { url: '', secret: 'x'.repeat(65) }, eventType: 'customer:changed' }, ['Webhook.Secret', 'Webhook.Url']],
    [{ webhook: { url: 'http://hooks.example/', secret: 's' }, eventType: 'customer:deleted' }, ['EventType', 'Webhook.Url']],
    [{ webhook: { url: 'file:///etc/passwd', secret: 's' }, eventType: 'customer:changed' }, ['Webhook.Url']],
    [{ ...given, policies: { retry: { intervals: [{ value: '30s' }, {}] } } }, ['Policies.Retry.Intervals[0].Value', 'Policies.Retry.Intervals[1].Value']],
  ])('is refused for %j', async (body, keys) => {
    expect(faultsOf(await post(CREATE, body))).toEqual(keys);
  }); // prettier-ignore

  it('takes no http address, not even of this machine, where the vendor is followed to the letter', async () => {
    dk.configure({ allowHttpWebhooks: false });
    const body = { webhook: { url, secret: SECRET }, eventType: 'customer:changed' };
    expect(faultsOf(await post(CREATE, body))).toEqual(['Webhook.Url']);
  });

  it('may change its policies and nothing else', async () => {
    const subscriptionId = await subscribe();
    const policies = { retry: { intervals: [{ value: '00:00:20' }], requestTimeout: '00:00:05' } };
    const path = '/v1/subscription/update';
    expect((await post(path, { subscriptionId, policies })).body).toEqual({ subscriptionId });
    expect(dk.rows.subscriptions.at(-1)).toMatchObject({ subscriptionId, policies, webhook: { url } });
    expect(faultsOf(await post(path, { subscriptionId, policies, webhook: { url }, eventType: 'x' }))).toEqual(['EventType', 'Webhook']); // prettier-ignore
    expect(faultsOf(await post(path, { subscriptionId: 'none', policies }))).toEqual(['SubscriptionId']);
  });

  it('is deleted, once, and then hears nothing', async () => {
    const subscriptionId = await subscribe();
    const path = '/v1/subscription/delete';
    expect((await post(path, { subscriptionId })).body).toEqual({ subscriptionId });
    expect(faultsOf(await post(path, { subscriptionId }))).toEqual(['SubscriptionId']);
    const other = await subscribe();
    expect(other).not.toBe(subscriptionId);
    await rename();
    await receiver.until(1);
    expect((await recorded(1)).map((delivery) => delivery.subscriptionId)).toEqual([other]);
  });
});

describe('a change event', () => {
  it('brings ids, a date and the secret, one POST for every change', async () => {
    await subscribe();
    await rename();
    await receiver.until(1);
    expect(shapeOf(receiver.received[0])).toEqual(shapeOf(sample('dk.webhook.customer-changed.json')));
    const date = `${new Date(clock.now()).toISOString().slice(0, 19)}Z`;
    expect(receiver.received[0]).toEqual({ event: 'customer:changed', secret: SECRET, payload: { customerIds: ['463501'], date } }); // prettier-ignore
    await rename();
    await outcomeOf('/v1/customer/463501/address/delete', {
      addressId: present(dk.rows.addresses[0]).addressId,
    });
    await outcomeOf('/v1/customer/create', {
      customer: { firstName: 'A', lastName: 'B', email: 'a@b.example' },
    });
    await receiver.until(4);
    expect((await recorded(4)).map(({ ids, attempt, status }) => [ids, attempt, status])).toEqual([
      ...Array.from({ length: 3 }, () => [['463501'], 1, 200]),
      [['465061'], 1, 200],
    ]);
  });

  it('of an order goes to who asked for orders', async () => {
    await subscribe('customer-order:changed');
    await rename();
    const statusId = { newValue: '14' };
    await outcomeOf('/v1/order/change-status', { customerOrder: { orderId: '805601', statusId } });
    await receiver.until(1);
    expect(shapeOf(receiver.received[0])).toEqual(shapeOf(sample('dk.webhook.order-changed.json')));
    expect(receiver.received).toMatchObject([{ payload: { orderIds: ['805601'] } }]);
  });

  it('is not raised by a write that fails', async () => {
    await subscribe();
    await rename('1');
    await rename();
    await receiver.until(1);
    expect((await recorded(1)).map(({ ids }) => ids)).toEqual([['463501']]);
  });

  it('is sent again after each interval until it is answered 200, with the date of the first time', async () => {
    await subscribe();
    receiver.status = 503;
    await rename();
    await receiver.until(1);
    await recorded(1);
    clock.forward(29_999);
    await turn();
    expect(receiver.received).toHaveLength(1);
    clock.forward(1);
    await receiver.until(2);
    await recorded(2);
    receiver.status = 200;
    clock.forward(120_000);
    await receiver.until(3);
    expect((await recorded(3)).map(({ attempt, status }) => [attempt, status])).toEqual([[1, 503], [2, 503], [3, 200]]); // prettier-ignore
    expect(receiver.received[2]).toEqual(receiver.received[0]);
  });

  it('is given up after the last interval', async () => {
    await subscribe('customer:changed', { retry: { intervals: [{ value: '00:00:01' }] } });
    receiver.status = 204;
    await rename();
    await receiver.until(1);
    await recorded(1);
    clock.forward(1_000);
    await receiver.until(2);
    await recorded(2);
    clock.forward(86_400_000);
    await turn();
    expect(receiver.received).toHaveLength(2);
  });

  it('is not waited for longer than the timeout, both shortened by the scale', async () => {
    dk.configure({ webhookTimeScale: 0.001 });
    await subscribe();
    receiver.status = 0;
    await rename();
    await receiver.until(1);
    clock.forward(100);
    expect(await recorded(1)).toMatchObject([{ attempt: 1, status: null }]);
    receiver.status = 200;
    clock.forward(30);
    await receiver.until(2);
    expect(await recorded(2)).toMatchObject([{ attempt: 1 }, { attempt: 2, status: 200 }]);
  });

  it('is tried again where nobody listens', async () => {
    await subscribe();
    receiver.stop();
    await rename();
    expect(await recorded(1)).toMatchObject([{ attempt: 1, status: null }]);
    clock.forward(30_000);
    expect(await recorded(2)).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
  });

  it('of before a reset is neither delivered nor recorded after it', async () => {
    await subscribe();
    receiver.status = 503;
    await rename();
    await receiver.until(1);
    await recorded(1);
    dk.reset();
    clock.forward(30_000);
    await turn();
    expect(receiver.received).toHaveLength(1);
    expect(dk.rows.deliveries).toEqual([]);
  });
});
