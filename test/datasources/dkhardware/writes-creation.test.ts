import { describe, expect, it } from '@jest/globals';
import { ADDRESS, NINE, writeOf } from './writing.js';
import { create, createdId, IN_DOUBT, loseAnswer, open, pass, posts, progress, read, recover, sandbox, settled, source, upstream, useSandboxDk } from './written.js'; // prettier-ignore

useSandboxDk();

const HOUR_MS = 3_600_000;
const CREATE = '/v1/customer/create';
const withEmail = (email: string) => upstream.rows.customers.filter((row) => row.email === email);

describe('a new customer', () => {
  it.each(['nested', 'flat', 'seed-numeric'])(
    'is accepted, made later, and readable by the id of its status (%s)',
    async (statusShape) => {
      upstream.configure({ statusShape });
      const outcome = await create({ ...NINE, companyName: 'Nine & Co', additionalAddresses: [ADDRESS] });
      expect(await progress('CREATE_CUSTOMER', outcome)).toEqual({ kind: 'processing' });
      const done = await settled('CREATE_CUSTOMER', outcome);
      if (done.kind !== 'succeeded') throw new Error('It was not created.');
      expect(await read(done.customerExternalId ?? '')).toMatchObject({
        companyName: 'Nine & Co',
        type: 'government',
        email: NINE.email,
        phone: '5550109',
        knownAddresses: [{ line1: '55 Sample St', country: 'United States', countryCode: 'US' }, {}],
      });
    },
  );

  it('is made by an upstream of before 2023-10-12 too', async () => {
    upstream.configure({ apiRevision: '2023-01-30' });
    const old = open({ apiRevision: '2023-01-30' });
    expect(await settled('CREATE_CUSTOMER', await create(NINE, 'ref', old))).toMatchObject({
      kind: 'succeeded',
    });
    // The bodies of the two revisions are not compatible: the setting must be right.
    expect(await create(NINE)).toMatchObject({ kind: 'refused' });
  });

  it.each(['at-once', 'later'])('of a type that does not exist is refused at its field, %s', async (when) => {
    upstream.configure({ validation: when });
    const outcome = await create({ ...NINE, type: 'canary' });
    const answer = when === 'later' ? await settled('CREATE_CUSTOMER', outcome) : outcome;
    expect(answer).toMatchObject({ userErrors: [{ field: ['input', 'type'], code: 'INVALID' }] });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('told twice of the same reference is made once, and both tries have it', async () => {
    const [first, second] = [await create(NINE, 'same'), await create(NINE, 'same')];
    expect(await settled('CREATE_CUSTOMER', second)).toEqual(await progress('CREATE_CUSTOMER', first));
    expect(await progress('CREATE_CUSTOMER', first)).toMatchObject({ kind: 'succeeded' });
    expect(withEmail(NINE.email)).toHaveLength(1);
  });

  it('whose reference was used for what made no customer is a CONFLICT', async () => {
    upstream.configure({ failNextSubmission: 'canary' });
    const [first, second] = [await create(NINE, 'same'), await create(NINE, 'same')];
    expect(await settled('CREATE_CUSTOMER', first)).toMatchObject({ kind: 'failed' });
    expect(await progress('CREATE_CUSTOMER', second)).toMatchObject({
      userErrors: [{ field: ['input', 'idempotencyKey'], code: 'CONFLICT' }],
    });
    expect(withEmail(NINE.email)).toEqual([]);
  });
});

describe('a creation whose answer is lost', () => {
  it('is in doubt, and found once it is carried out', async () => {
    loseAnswer(CREATE);
    await expect(create(NINE)).rejects.toMatchObject(IN_DOUBT);
    expect(posts(CREATE)).toBe(1);
    expect(await recover(writeOf(source, 'createCustomer'), NINE)).toBeNull();

    pass();
    const [row] = withEmail(NINE.email);
    expect(await recover(writeOf(source, 'createCustomer'), NINE)).toEqual({
      kind: 'done',
      made: { externalId: String(row?.customerId), createdUser: null },
    });
  });

  it('may be sent again before that, and makes one customer', async () => {
    loseAnswer(CREATE);
    await expect(create(NINE)).rejects.toMatchObject(IN_DOUBT);
    const again = await create(NINE);
    expect(await settled('CREATE_CUSTOMER', again)).toEqual({
      kind: 'succeeded',
      customerExternalId: String(withEmail(NINE.email)[0]?.customerId),
      orderExternalId: null,
    });
    expect(withEmail(NINE.email)).toHaveLength(1);
  });

  it('is told from other creations of the day, and from older customers', async () => {
    const old = upstream.rows.customers[7];
    const known = {
      ...NINE,
      email: old?.email ?? '',
      contact: { firstName: old?.firstName ?? '', lastName: old?.lastName ?? '' },
    };
    await createdId(NINE);
    const write = writeOf(source, 'createCustomer');
    expect(await recover(write, known)).toBeNull();
    expect(await recover(write, { ...NINE, email: 'else@dk-buyer.example' })).toBeNull();
    expect(await recover(write, { ...NINE, contact: { ...NINE.contact, lastName: 'Ten' } })).toBeNull();
    expect(await recover(write, { ...NINE, phone: '5550110' })).toBeNull();
    expect(await recover(write, { ...NINE, address: { ...ADDRESS, line1: '56 Sample St' } })).toBeNull();
    expect(await recover(write, { ...NINE, email: NINE.email.toUpperCase() })).toMatchObject({
      kind: 'done',
    });
  });

  it('is not taken for the same customer made an hour before', async () => {
    await createdId(NINE);
    const write = writeOf(source, 'createCustomer');
    const since = (sentAt: number) => recover(write, NINE, sentAt);
    expect(await since(Date.now())).toMatchObject({ kind: 'done' });
    expect(await since(Date.now() + HOUR_MS)).toBeNull();
  });

  it('is not answered with another company of the same person', async () => {
    await createdId({ ...NINE, companyName: 'Rev Co' });
    const other = { ...NINE, companyName: 'Other GmbH' };
    const write = writeOf(source, 'createCustomer');
    expect(await recover(write, other)).toBeNull();
    // Refused as a repetition of what never became a customer.
    upstream.configure({ failNextSubmission: 'canary' });
    const [, second] = [await create(other, 'same'), await create(other, 'same')];
    expect(await settled('CREATE_CUSTOMER', second)).toMatchObject({
      userErrors: [{ field: ['input', 'idempotencyKey'], code: 'CONFLICT' }],
    });
    upstream.configure({ apiRevision: '2023-01-30' });
    const old = open({ apiRevision: '2023-01-30' });
    expect(await recover(writeOf(old, 'createCustomer'), other)).toBe('cannot tell');
  });

  it('is not found where two customers could be it', async () => {
    await createdId(NINE);
    await settled('CREATE_CUSTOMER', await create(NINE, 'another'));
    expect(withEmail(NINE.email)).toHaveLength(2);
    expect(await recover(writeOf(source, 'createCustomer'), NINE)).toBeNull();
  });

  it('is never sent again before 2023-10-12, when that would make another', async () => {
    upstream.configure({ apiRevision: '2023-01-30' });
    const old = open({ apiRevision: '2023-01-30' });
    loseAnswer(CREATE);
    await expect(create(NINE, 'ref', old)).rejects.toMatchObject(IN_DOUBT);
    expect(await recover(writeOf(old, 'createCustomer'), NINE)).toBe('cannot tell');
    pass();
    expect(await recover(writeOf(old, 'createCustomer'), NINE)).toMatchObject({ kind: 'done' });
  });

  it('is not in doubt where the upstream was never reached', async () => {
    const gone = open({ baseUrl: 'http://127.0.0.1:9' });
    await expect(create(NINE, 'ref', gone)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      mayHaveHappened: false,
    });
  });

  it.each([503, 500])('is in doubt after %i, and sent no second time', async (status) => {
    sandbox.fault('dkhardware', { kind: 'status', status, match: { path: CREATE } });
    await expect(create(NINE)).rejects.toMatchObject(IN_DOUBT);
    expect(posts(CREATE)).toBe(1);
  });
});
