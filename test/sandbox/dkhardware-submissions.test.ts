import { describe, expect, it } from '@jest/globals';
import { DK_HARDWARE_CLIENT } from '../../sandbox/dkhardware/index.js';
import { at } from './support/answers.js';
import { clock, CONTEXT, dk, fault, faultsOf, get, list, outcomeOf, post, token, useDkHardware } from './support/dkhardware.js'; // prettier-ignore
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

const CREATE = '/v1/customer/create';
const STATUS = '/v1/customer/status';
const customer = { firstName: 'Pat', lastName: 'Nine', email: 'pat9@dk-buyer.example' };

async function accepted(body: unknown = { customer }): Promise<unknown> {
  const answer = await post(CREATE, body);
  expect(answer.status).toBe(200);
  expect(shapeOf(answer.body)).toEqual(shapeOf(sample('dk.customers.submission.response.json')));
  return answer.body;
}

describe('a submission', () => {
  it('is accepted, processed and done, and only then is the row there', async () => {
    dk.configure({ acceptedMs: 50, processingMs: 400 });
    const before = dk.rows.customers.length;
    const submission = await accepted(sample('dk.customers.create.request.json'));
    expect((await post(STATUS, submission)).body).toEqual(sample('dk.customers.status.accepted.json'));
    clock.forward(50);
    expect((await post(STATUS, submission)).body).toMatchObject({ status: 'Processing', customerId: null });
    clock.forward(399);
    expect((await post(STATUS, submission)).body).toMatchObject({ status: 'Processing' });
    expect(dk.rows.customers).toHaveLength(before);
    clock.forward(1);
    expect((await post(STATUS, submission)).body).toMatchObject({ status: 'Success' });
    expect(dk.rows.customers).toHaveLength(before + 1);
  });

  it.each([
    ['nested', 'dk.customers.status.succeeded.json'],
    ['flat', 'dk.customers.status.succeeded.flat.json'],
    ['seed-numeric', 'dk.customers.status.succeeded.seed-numeric.json'],
  ])('has succeeded in the %s shape', async (statusShape, file) => {
    dk.configure({ statusShape });
    const status = await outcomeOf(CREATE, sample('dk.customers.create.request.json'));
    expect(shapeOf(status)).toEqual(shapeOf(sample(file)));
    expect(Number(at(status, 'customerId'))).toBe(463_501 + 1_560);
  });

  it('fails where its referenceId was used before, whatever became of that, and writes nothing', async () => {
    const before = dk.rows.customers.length;
    dk.configure({ failNextSubmission: 'The warehouse is on fire.' });
    const body = { referenceId: 'crm-1', customer };
    expect(await outcomeOf(CREATE, body)).toEqual({ customerId: null, status: 'Failed', errors: ['The warehouse is on fire.'] }); // prettier-ignore
    expect(await outcomeOf(CREATE, body)).toEqual(
      sample('dk.customers.status.failed.duplicate-reference.json'),
    );
    expect(dk.rows.customers).toHaveLength(before);
    expect(await outcomeOf(CREATE, { customer })).toMatchObject({ status: 'Success' });
    expect(await outcomeOf(CREATE, { referenceId: '', customer })).toMatchObject({ referenceId: null });
    expect(await outcomeOf(CREATE, { referenceId: '', customer })).toMatchObject({ status: 'Success' });
  });

  it('is refused before another at the same time has ended', async () => {
    const [first, second] = [await accepted({ referenceId: 'r', customer }), await accepted({ referenceId: 'r', customer })]; // prettier-ignore
    clock.forward(1_000);
    expect((await post(STATUS, first)).body).toMatchObject({ status: 'Success' });
    expect((await post(STATUS, second)).body).toMatchObject({ status: 'Failed' });
  });

  it('of a faulty body is refused at once, or accepted and failed later', async () => {
    const faulty = { customer: { ...customer, email: '' } };
    expect(faultsOf(await post(CREATE, faulty))).toEqual(['Email']);
    dk.configure({ validation: 'later' });
    expect(await outcomeOf(CREATE, faulty)).toEqual(sample('dk.customers.status.failed.json'));
  });

  it('that is unknown, or of another kind, is a system error', async () => {
    const { status, body } = await post(STATUS, sample('dk.customers.status.request.json'));
    expect(status).toBe(500);
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.error.500.json')));
    expect(body).toMatchObject({ title: 'System error.' });
    const submission = await accepted();
    expect((await post('/v1/customer/address/status', submission)).status).toBe(500);
    expect((await post('/v1/order/status', submission, CONTEXT)).status).toBe(500);
    expect(faultsOf(await post(STATUS, {}))).toEqual(['SubmissionId']);
  });

  it('is forgotten by a reset, and the same writes get the same ids again', async () => {
    const first = await outcomeOf(CREATE, { referenceId: 'r', customer });
    dk.reset();
    const bearer = await token(DK_HARDWARE_CLIENT.scopes.join(' '));
    const submission = await post(CREATE, { referenceId: 'r', customer }, {}, bearer);
    clock.forward(1_000);
    const second = (await post(STATUS, submission.body, {}, bearer)).body;
    expect(second).toMatchObject({ customerId: at(first, 'customerId'), status: 'Success' });
  });

  it('whose work was put off does not write after a reset', async () => {
    await accepted();
    dk.reset();
    const before = dk.rows.customers.length;
    clock.forward(1_000);
    expect(dk.rows.customers).toHaveLength(before);
  });

  it('has taken effect though its answer was lost', async () => {
    fault({ kind: 'reset', phase: 'after', times: 1 });
    await expect(post(CREATE, { referenceId: 'lost', customer })).rejects.toThrow('fetch failed');
    clock.forward(1_000);
    expect(dk.rows.customers.at(-1)).toMatchObject(customer);
    expect((await list('/v1/customer/?limit=1'))[0]).toEqual(dk.rows.customers.at(-1));
    expect(await outcomeOf(CREATE, { referenceId: 'lost', customer })).toMatchObject({ status: 'Failed' });
  });
});

describe('every write', () => {
  it.each([
    ['customers:create', CREATE],
    ['customers:update', '/v1/customer/update'],
    ['customers:status', STATUS],
    ['customers:update', '/v1/customer/463501/address/create'],
    ['customers:update', '/v1/customer/463501/address/update'],
    ['customers:update', '/v1/customer/463501/address/delete'],
    ['customers:status', '/v1/customer/address/status'],
    ['orders:create', '/v1/order/create'],
    ['orders:update', '/v1/order/update'],
    ['orders:change-status', '/v1/order/change-status'],
    ['orders:status', '/v1/order/status'],
    ['subscriptions:edit', '/v1/subscription/create'],
    ['subscriptions:edit', '/v1/subscription/update'],
    ['subscriptions:edit', '/v1/subscription/delete'],
  ])('needs the scope %s for %s, and a body', async (scope, path) => {
    const others = DK_HARDWARE_CLIENT.scopes.filter((name) => name !== scope).join(' ');
    expect((await post(path, {}, CONTEXT, await token(others))).status).toBe(403);
    expect((await post(path, {}, CONTEXT, 'x')).status).toBe(401);
    expect(faultsOf(await post(`${path}/`, {}, CONTEXT, await token(scope))).length).toBeGreaterThan(0);
  });

  it('spends the budget of 100 a minute, status polls too, and none of the reads', async () => {
    const submission = await accepted();
    const polls = await Promise.all(Array.from({ length: 99 }, () => post(STATUS, submission)));
    expect(new Set(polls.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await post(STATUS, submission)).status).toBe(429);
    expect((await post(CREATE, { customer })).status).toBe(429);
    expect((await get('/v1/customer/463501')).status).toBe(200);
  });

  it('answers a body that nobody can read in the form of any fault, without repeating it', async () => {
    for (const broken of ['{"customer": secret-in-here', '', '"text"', '[]']) {
      const answer = await post(CREATE, broken);
      expect(faultsOf(answer)).toHaveLength(1);
      expect(shapeOf(answer.body)).toMatchObject({ traceId: 'string', errors: 'object' });
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
    expect(faultsOf(await post(CREATE, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual(['$']); // prettier-ignore
  });
});
