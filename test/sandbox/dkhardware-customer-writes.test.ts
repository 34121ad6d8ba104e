import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  clock,
  CONTEXT,
  dk,
  faultsOf,
  get,
  list,
  outcomeOf,
  post,
  useDkHardware,
} from './support/dkhardware.js';
import { present } from './support/present.js';
import { sample, shapeOf } from './support/wire-shape.js';

useDkHardware();

const CREATE = '/v1/customer/create';
const UPDATE = '/v1/customer/update';
const given = z
  .object({ referenceId: z.string(), customer: z.looseObject({ addresses: z.array(z.looseObject({})) }) })
  .parse(sample('dk.customers.create.request.json'));
const [givenAddress] = given.customer.addresses;

describe('a customer that is created', () => {
  it('has what was given and what the server adds, first in the list and by its id', async () => {
    const status = await outcomeOf(CREATE, given);
    expect(status).toMatchObject({ customerId: '465061', referenceId: given.referenceId });
    const { payload } = z.object({ payload: z.unknown() }).parse((await get('/v1/customer/465061')).body);
    const [newest] = await list('/v1/customer/?limit=1');
    expect(newest).toEqual(payload);
    expect(payload).toEqual(dk.rows.customers.at(-1));
    expect(payload).toMatchObject({
      ...given.customer,
      addresses: [{ ...givenAddress, customerId: '465061' }],
      createdAt: new Date(clock.now()).toISOString().slice(0, 19),
    });
    expect(Object.keys(shapeOf(payload))).toEqual(
      Object.keys(shapeOf(z.object({ payload: z.unknown() }).parse(sample('dk.customers.get.json')).payload)),
    );
  });

  it('gets the next id, an own address id, and has no credit yet', async () => {
    await outcomeOf(CREATE, given);
    await outcomeOf(CREATE, { customer: given.customer });
    const [first, second] = dk.rows.customers.slice(-2).map((row) => present(row.addresses?.[0]));
    expect([first?.customerId, second?.customerId]).toEqual(['465061', '465062']);
    expect(Number(second?.addressId)).toBe(Number(first?.addressId) + 1);
    expect((await get('/v1/customer/465062/credit-info')).body).toEqual({ payload: { customerId: '465062', creditApproved: false } }); // prettier-ignore
  });

  it.each([
    [{}, ['Customer']],
    [given.customer, ['Addresses', 'AltPhone', 'Company', 'Customer', 'CustomerType', 'Email', 'Fax', 'FirstName', 'LastName', 'Phone']],
    [{ customer: {} }, ['Email', 'FirstName', 'LastName']],
    [{ customer: { ...given.customer, customerId: '7' } }, ['CustomerId']],
    [{ customer: { ...given.customer, email: 'nobody' } }, ['Email']],
    [{ customer: { ...given.customer, customerType: 'education' } }, ['CustomerType']],
    [{ customer: { ...given.customer, firstName: ' ', lastName: 'x'.repeat(151), notes: 'x'.repeat(4_001) } }, ['FirstName', 'LastName', 'Notes']],
    [{ customer: { ...given.customer, phoneNumber: '1' } }, ['PhoneNumber']],
    [{ customer: { ...given.customer, addresses: [givenAddress, { ...givenAddress, zip: null, city: 5 }] } }, ['Addresses[1].City', 'Addresses[1].Zip']],
    [{ ...given, referenceId: 'x'.repeat(65) }, ['ReferenceId']],
  ])('is refused for %j', async (body, keys) => {
    const before = dk.rows.customers.length;
    expect(faultsOf(await post(CREATE, body))).toEqual(keys);
    clock.forward(1_000);
    expect(dk.rows.customers).toHaveLength(before);
  }); // prettier-ignore

  it('is refused in the words of the sample, all at once', async () => {
    const { body } = await post(CREATE, {
      customer: { ...given.customer, email: undefined, customerId: '463501' },
    });
    expect(body).toMatchObject(z.object({ errors: z.unknown() }).parse(sample('dk.error.400.json')));
    expect(shapeOf(body)).toEqual(shapeOf(sample('dk.error.400.json')));
  });

  it('comes without its wrapper before 2023-10-12, and only then', async () => {
    dk.configure({ apiRevision: '2023-01-30' });
    const bare = sample('dk.customers.create.request.legacy-unwrapped.json');
    expect(await outcomeOf(CREATE, bare)).toMatchObject({ customerId: '465061', referenceId: null });
    expect(faultsOf(await post(CREATE, given))).toEqual(['Customer', 'Email', 'FirstName', 'LastName', 'ReferenceId']); // prettier-ignore
    dk.configure({ apiRevision: '2023-10-12' });
    expect(faultsOf(await post(CREATE, bare))).toContain('Customer');
  });
});

describe('a customer that is updated', () => {
  it('changes what was given, keeps the rest, and moves to the front of the list', async () => {
    const before = present(dk.rows.customers[0]);
    const { customer } = z.object({ customer: z.looseObject({}) }).parse(sample('dk.customers.update.request.json')); // prettier-ignore
    expect(await outcomeOf(UPDATE, { customer })).toMatchObject({ customerId: '463501', status: 'Success' });
    const updatedAt = new Date(clock.now()).toISOString().slice(0, 19);
    expect(dk.rows.customers[0]).toEqual({ ...before, ...customer, updatedAt });
    expect((await list('/v1/customer/?limit=1'))[0]).toEqual(dk.rows.customers[0]);
  });

  it('empties what is null', async () => {
    await outcomeOf(UPDATE, { customer: { customerId: '463501', company: null, phone: null } });
    expect(dk.rows.customers[0]).toMatchObject({ company: '', phone: null });
  });

  it('is found by an id that is a number upstream', async () => {
    const numeric = present(dk.rows.customers.find(({ customerId }) => typeof customerId === 'number'));
    const customer = { customerId: String(numeric.customerId), lastName: 'Renamed' };
    expect(await outcomeOf(UPDATE, { customer })).toMatchObject({ status: 'Success' });
    expect(dk.rows.customers.find(({ lastName }) => lastName === 'Renamed')?.customerId).toBe(
      numeric.customerId,
    );
  });

  it.each([
    [{ firstName: 'A' }, ['CustomerId']],
    [{ customerId: '463501', email: 'a@b.example' }, ['Email']],
    [{ customerId: '463501', addresses: [givenAddress] }, ['Addresses']],
    [{ customerId: '463501', firstName: null, lastName: '' }, ['FirstName', 'LastName']],
    [{ customerId: '../1' }, ['CustomerId']],
  ])('is refused for %j', async (customer, keys) => {
    expect(faultsOf(await post(UPDATE, { customer }))).toEqual(keys);
  });

  it('fails later where nobody has its id', async () => {
    expect(await outcomeOf(UPDATE, { customer: { customerId: '1' } })).toEqual({ customerId: null, status: 'Failed', errors: ["Customer with id '1' not found."] }); // prettier-ignore
  });

  it('has lost its wrapper in the older revision', async () => {
    dk.configure({ apiRevision: '2023-01-30' });
    const bare = { customerId: '463501', lastName: 'Bare' };
    expect(await outcomeOf(UPDATE, bare)).toMatchObject({ status: 'Success' });
    expect(faultsOf(await post(UPDATE, { customer: bare }))).toEqual(['Customer', 'CustomerId']);
  });
});

describe('addresses', () => {
  const path = '/v1/customer/463501/address';

  it('are created bare and shown with the customer at once, four hours early', async () => {
    expect(await outcomeOf(`${path}/create`, givenAddress)).toMatchObject({
      customerId: '463501',
      status: 'Success',
    });
    const { body } = await get(path);
    const added = z.array(z.looseObject({})).parse(body).at(-1);
    expect(added).toMatchObject({ ...givenAddress, customerId: '463501' });
    expect(added?.createdAt).toBe(new Date(clock.now() - 4 * 3_600_000).toISOString().slice(0, 19));
  });

  it('have one default of a kind: the newest', async () => {
    await outcomeOf(`${path}/create`, givenAddress);
    const defaults = present(dk.rows.customers[0]?.addresses).map((row) => [row.isDefaultBilling, row.isDefaultShipping]); // prettier-ignore
    expect(defaults.at(-1)).toEqual([true, true]);
    expect(defaults.slice(0, -1).flat()).not.toContain(true);
  });

  it('are updated in part, the first where an id is shared, and deleted', async () => {
    const own = present(dk.rows.customers[0]?.addresses);
    const { addressId } = present(own[0]);
    expect(own.map((row) => row.addressId)).toEqual([addressId, addressId]);
    await outcomeOf(`${path}/update`, { customerId: '463501', addressId, city: 'Utica', phone: null });
    const changed = present(dk.rows.customers[0]?.addresses);
    expect(changed[0]).toMatchObject({
      ...own[0],
      city: 'Utica',
      phone: null,
      updatedAt: expect.any(String),
    });
    expect(changed[1]).toEqual(own[1]);
    expect(await outcomeOf(`${path}/delete`, { addressId })).toMatchObject({ status: 'Success' });
    expect(dk.rows.customers[0]?.addresses).toEqual([own[1]]);
  });

  it('fail later where the customer or the address is unknown', async () => {
    const missing = await outcomeOf('/v1/customer/1/address/create', givenAddress);
    expect(missing).toMatchObject({ status: 'Failed', errors: ["Customer with id '1' not found."] });
    expect(await outcomeOf(`${path}/delete`, { addressId: '1' })).toMatchObject({ errors: ["Address with id '1' not found."] }); // prettier-ignore
  });

  it.each([
    ['create', { address: givenAddress }, ['Address', 'Address1', 'City', 'Country', 'FirstName', 'LastName', 'State', 'Zip']],
    ['create', { ...givenAddress, addressId: '5' }, ['AddressId']],
    ['update', { city: 'Utica' }, ['AddressId']],
    ['update', { addressId: '5', zip: '' }, ['Zip']],
    ['delete', {}, ['addressId']],
  ])('%s refuses %j', async (action, body, keys) => {
    expect(faultsOf(await post(`${path}/${action}`, body, CONTEXT))).toEqual(keys);
  }); // prettier-ignore

  it.each([
    [{}, ['User-Id']],
    [{ 'User-Name': 'Robin' }, ['User-Id']],
    [{ 'User-Id': 'x'.repeat(65) }, ['User-Id']],
    [{ 'User-Id': '1' }, ['User-Id']],
    [{ 'User-Id': '93', 'User-Name': 'x'.repeat(301), 'Initiated-From': 'x'.repeat(301) }, ['Initiated-From', 'User-Name']],
  ])('need the request context: not %j', async (headers, keys) => {
    for (const action of ['create', 'update', 'delete']) {
      expect(faultsOf(await post(`${path}/${action}`, givenAddress, headers))).toEqual(keys);
    }
  }); // prettier-ignore
});
