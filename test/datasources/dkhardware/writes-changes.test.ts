import { describe, expect, it } from '@jest/globals';
import { ADDRESS, callIn, NINE, writeOf } from './writing.js';
import { inScope } from './source.js';
import { createdId, IN_DOUBT, loseAnswer, open, pass, posts, read, recover, send, settled, source, upstream, useSandboxDk } from './written.js'; // prettier-ignore

useSandboxDk();

const UPDATE = '/v1/customer/update';

async function firstAddressOf(id: string): Promise<string> {
  const [address] = (await read(id))?.knownAddresses ?? [];
  return address?.externalId ?? '';
}

describe('an update', () => {
  const CHANGE = { companyName: 'Renamed', phone: null, contact: { lastName: 'Ten' } };

  it('changes what is given and leaves the rest', async () => {
    const customerId = await createdId({ ...NINE, companyName: 'Nine & Co' });
    const outcome = await send(writeOf(source, 'updateCustomer'), { customerId, ...CHANGE });
    expect(await settled('UPDATE_CUSTOMER', outcome)).toMatchObject({
      kind: 'succeeded',
      customerExternalId: customerId,
    });
    expect(await read(customerId)).toMatchObject({
      companyName: 'Renamed',
      phone: null,
      email: NINE.email,
      type: 'government',
      primaryContact: { firstName: 'Pat', lastName: 'Ten' },
    });
  });

  it('of an unknown customer fails at its id', async () => {
    const outcome = await send(writeOf(source, 'updateCustomer'), { customerId: '99999999', ...CHANGE });
    expect(await settled('UPDATE_CUSTOMER', outcome)).toMatchObject({
      userErrors: [{ field: ['input', 'id'], code: 'NOT_FOUND' }],
    });
  });

  it('whose answer is lost is found once it shows', async () => {
    const customerId = await createdId(NINE);
    const write = writeOf(source, 'updateCustomer');
    loseAnswer(UPDATE);
    await expect(send(write, { customerId, ...CHANGE })).rejects.toMatchObject(IN_DOUBT);
    expect(await recover(write, { customerId, ...CHANGE })).toBe('cannot tell');
    pass();
    const made = { externalId: customerId, createdUser: null };
    expect(await recover(write, { customerId, ...CHANGE })).toEqual({ kind: 'done', made });
  });
});

describe('an address', () => {
  const MOVED = { ...ADDRESS, line1: '1 New St', line2: 'Flat 2', isDefaultShipping: false };

  it('is added, changed and removed, and known by its customer', async () => {
    const customerId = await createdId(NINE);
    const added = await send(writeOf(source, 'addAddress'), { customerId, address: MOVED });
    expect(await settled('CREATE_ADDRESS', added)).toMatchObject({ customerExternalId: customerId });
    expect((await read(customerId))?.knownAddresses).toHaveLength(2);

    const addressId = await firstAddressOf(customerId);
    const removed = await send(writeOf(source, 'removeAddress'), { customerId, addressId });
    expect(await settled('DELETE_ADDRESS', removed)).toMatchObject({ kind: 'succeeded' });
    expect((await read(customerId))?.knownAddresses).toMatchObject([{ line1: '1 New St', line2: 'Flat 2' }]);

    const left = { customerId, addressId: await firstAddressOf(customerId) };
    const address = { ...MOVED, line1: '2 New St', line2: null };
    const changed = await send(writeOf(source, 'updateAddress'), { ...left, address });
    expect(await settled('UPDATE_ADDRESS', changed)).toMatchObject({ kind: 'succeeded' });
    expect((await read(customerId))?.knownAddresses).toMatchObject([{ line1: '2 New St', line2: null }]);
  });

  it('is not touched where its id stands on two of a customer, as in the seeded rows (DK 3.7)', async () => {
    const row = upstream.rows.customers.find(
      ({ addresses = [] }) => addresses.length === 2 && addresses[0]?.addressId === addresses[1]?.addressId,
    );
    const of = { customerId: String(row?.customerId), addressId: row?.addresses?.[0]?.addressId ?? '' };
    expect(await send(writeOf(source, 'removeAddress'), of)).toMatchObject({
      userErrors: [{ field: ['input', 'addressExternalId'], code: 'CONFLICT' }],
    });
    expect(posts('/address/')).toBe(0);
  });

  it.each(['update', 'delete'])('whose %s lost its answer is read back once it shows', async (name) => {
    const customerId = await createdId(NINE);
    const of = { customerId, addressId: await firstAddressOf(customerId), address: MOVED };
    const write = name === 'update' ? writeOf(source, 'updateAddress') : writeOf(source, 'removeAddress');
    loseAnswer(`/address/${name}`);
    await inScope(async (scope) => {
      await expect(write.send(of, callIn(scope))).rejects.toMatchObject(IN_DOUBT);
      expect(await write.recover?.(of, callIn(scope))).toBe('cannot tell');
      pass();
      // In the same operation, whose reads would otherwise be remembered.
      expect(await write.recover?.(of, callIn(scope))).toMatchObject({ kind: 'done' });
    });
  });

  it('that is added is never sent again, and known once it shows', async () => {
    const customerId = await createdId(NINE);
    const write = writeOf(source, 'addAddress');
    loseAnswer('/address/create');
    await expect(send(write, { customerId, address: MOVED })).rejects.toMatchObject(IN_DOUBT);
    expect(await recover(write, { customerId, address: MOVED })).toBe('cannot tell');
    pass();
    expect(await recover(write, { customerId, address: MOVED })).toMatchObject({ kind: 'done' });
    expect(posts('/address/create')).toBe(1);
  });

  it('is refused to a user whom the upstream does not know, by the name of the setting', async () => {
    const stranger = open({ requestContext: { userId: '424242' } });
    const { customerId } = upstream.rows.customers[0] ?? {};
    const values = { customerId: String(customerId), address: ADDRESS };
    expect(await send(writeOf(stranger, 'addAddress'), values)).toMatchObject({
      userErrors: [{ field: null, code: 'REJECTED' }],
    });
  });
});

it('orders and deletions are not offered', () => {
  const { createOrder, updateOrder, cancelOrder, deleteCustomer, reactivateCustomer } = source.writes;
  expect([createOrder, updateOrder, cancelOrder, deleteCustomer, reactivateCustomer]).toEqual(
    Array(5).fill(undefined),
  );
});
