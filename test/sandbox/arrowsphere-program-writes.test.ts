import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { at } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { HeldClock } from './support/held-clock.js';
import { sample } from './support/wire-shape.js';

const MIGRATION = sample('arrowsphere.customers.migration.request.json');

describe('provisions and migrations in ArrowSphere of the sandbox', () => {
  const clock = new HeldClock('2025-06-01T08:00:00Z');
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createArrowSphere(clock)] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const bad = (messages: string) => ({ status: 400, body: { status: 400, error: 'Bad request', messages } });
  const start = (kind: string, customer = 'XSP100201', body = MIGRATION) =>
    arrow.send('POST', `/customers/${customer}/${kind}`, body);
  const cancel = (query = '?program=microsoft') =>
    arrow.send('DELETE', `/customers/XSP100201/migration${query}`);
  const progress = async (customer = 'XSP100201') =>
    at((await arrow.get(`/customers/${customer}/provision?program=microsoft`)).body, 'data');
  const isMigration = async () => at(await arrow.customer('XSP100201'), 'Details', 'Migration');

  it.each([
    ['provision', 'provisioned'],
    ['migration', 'migrated'],
  ])('a %s is accepted without a body and goes on in the background', async (kind, message) => {
    expect(await start(kind)).toMatchObject({ status: 202, body: undefined });
    expect(await progress()).toMatchObject({ status: 'pending' });
    clock.forward(299);
    expect(await progress()).toMatchObject({ status: 'pending' });
    clock.forward(1);
    expect(await progress()).toMatchObject({ status: 'in_progress', message: 'still in progress' });
    clock.forward(300);
    expect(await progress()).toMatchObject({ status: 'success', message });
  });

  it('tells the attributes as a map for one customer and as pairs for the next', async () => {
    await start('provision', 'XSP100201');
    await start('provision', 'XSP100202');
    const value = 'northwind1.onmicrosoft.example';
    expect(await progress('XSP100201')).toMatchObject({ attributes: { domain: value } });
    expect(await progress('XSP100202')).toMatchObject({ attributes: [{ name: 'domain', value }] });
  });

  it('takes as long as the setting says, and fails when the setting says so, once', async () => {
    sandbox.upstream('arrowsphere').configure({ backgroundMs: 5_000, failNextProvision: true });
    await start('provision');
    clock.forward(9_999);
    expect(await progress()).toMatchObject({ status: 'in_progress' });
    clock.forward(1);
    expect(await progress()).toMatchObject({ status: 'failed', message: 'the domain name is taken' });
    await start('provision');
    clock.forward(10_000);
    expect(await progress()).toMatchObject({ status: 'success' });
  });

  it('refuses a second start while one is under way', async () => {
    await start('provision');
    expect(await start('migration')).toMatchObject(
      bad('A provision of XSP100201 with microsoft is under way'),
    );
    clock.forward(600);
    expect(await start('migration')).toMatchObject({ status: 202 });
  });

  it('ends a migration that is cancelled on the way, and marks the customer meanwhile', async () => {
    expect(await isMigration()).toBe(false);
    await start('migration');
    expect(await isMigration()).toBe(true);
    clock.forward(300);
    expect(await cancel()).toMatchObject({ status: 204, body: undefined });
    expect(await isMigration()).toBe(false);
    clock.forward(300);
    expect(await progress()).toMatchObject({ status: 'canceled' });
    expect(await start('migration')).toMatchObject({ status: 202 });
  });

  it('does not let the end of a cancelled run reach into the next', async () => {
    await start('migration');
    clock.forward(500);
    await cancel();
    await start('migration');
    clock.forward(100);
    expect(await progress()).toMatchObject({ status: 'pending' });
  });

  it('cancels neither what is over nor what is no migration', async () => {
    await start('provision');
    expect(await cancel()).toMatchObject({ status: 404 });
    clock.forward(600);
    await start('migration');
    clock.forward(600);
    expect(await cancel()).toMatchObject(bad('The migration of XSP100201 with microsoft is over'));
    expect(await cancel('')).toMatchObject(bad('The field program is required'));
  });

  it.each([
    [{}, 'The field program is required'],
    [{ program: 'microsoft', attributes: { domain: 'x' } }, 'The field attributes must be a list'],
    [{ program: 'microsoft', attributes: [{ name: 'domain' }] }, 'The field attributes.0.value is required'],
    [{ program: 'microsoft', domain: 'x' }, 'The field domain is unknown'],
  ])('refuses %j', async (body, message) => {
    expect(await start('provision', 'XSP100201', body)).toMatchObject(bad(message));
  });

  it('knows no unknown customer, and forgets what is under way on a reset', async () => {
    expect(await start('provision', 'XSP1')).toMatchObject({ status: 404 });
    const seeded = await progress();
    await start('provision');
    sandbox.reset();
    clock.forward(600);
    expect(await progress()).toEqual(seeded);
  });

  it('starts although the answer is lost', async () => {
    sandbox.fault('arrowsphere', { kind: 'reset', phase: 'after', times: 1 });
    await expect(start('provision')).rejects.toThrow();
    expect(await progress()).toMatchObject({ status: 'pending' });
  });
});
