import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ARROWSPHERE_TOKEN } from '../../sandbox/arrowsphere/credentials.js';
import { createArrowSphere } from '../../sandbox/arrowsphere/index.js';
import { startSandbox } from '../../sandbox/server.js';
import type { Sandbox } from '../../sandbox/server.js';
import { ask, at, keysOf, listAt, missingFrom } from './support/answers.js';
import { ArrowSphereCaller } from './support/arrowsphere.js';
import { sample, shapeOf } from './support/wire-shape.js';

describe('ArrowSphere in the sandbox', () => {
  let sandbox: Sandbox;
  let arrow: ArrowSphereCaller;

  beforeAll(async () => {
    sandbox = await startSandbox({ upstreams: [createArrowSphere()] });
    arrow = new ArrowSphereCaller(sandbox);
  });
  afterEach(() => {
    sandbox.reset();
  });
  afterAll(() => sandbox.close());

  describe('credentials', () => {
    it('are the apiKey header, or a bearer token without one', async () => {
      expect(await arrow.get('/customers')).toMatchObject({ status: 200 });
      const headers = { authorization: `Bearer ${ARROWSPHERE_TOKEN}` };
      expect(await ask(`${arrow.base}/customers`, { headers })).toMatchObject({ status: 200 });
    });

    it.each([
      {},
      { apiKey: 'wrong' },
      { authorization: 'Bearer wrong' },
      { apiKey: 'wrong', authorization: `Bearer ${ARROWSPHERE_TOKEN}` },
    ])('%j is 401 with a message alone', async (headers) => {
      expect(await ask(`${arrow.base}/customers`, { headers })).toMatchObject({
        status: 401,
        body: sample('arrowsphere.error.401.json'),
      });
    });
  });

  describe('customers', () => {
    it('come in the envelope and with the keys of the sample', async () => {
      const list = await arrow.get('/customers?per_page=2');
      expect(shapeOf(at(list.body, 'pagination'))).toEqual(
        shapeOf(at(sample('arrowsphere.customers.list.page1.json'), 'pagination')),
      );
      const one = await arrow.get('/customers/XSP100201');
      expect(shapeOf(one.body)).toEqual(shapeOf(sample('arrowsphere.customers.get.json')));
    });

    it('are each on exactly one page, deleted ones too', async () => {
      const walked = await arrow.walk('/customers', 'customers', 37);
      expect(walked).toEqual(arrow.rows('customers'));
      expect(walked.length).toBeGreaterThanOrEqual(250);
      expect(new Set(walked.map((row) => at(row, 'Reference'))).size).toBe(walked.length);
    });

    it('come 15 on a page by default, with links to the pages beside it', async () => {
      const { body } = await arrow.get('/customers?page=2');
      expect(listAt(body, 'data', 'customers')).toEqual(arrow.rows('customers').slice(15, 30));
      expect(at(body, 'pagination')).toEqual({
        per_page: 15,
        current_page: 2,
        total_page: 18,
        total: 260,
        next: '/customers?per_page=15&page=3',
        previous: '/customers?per_page=15&page=1',
      });
    });

    it('are none after the last page', async () => {
      const { body } = await arrow.get('/customers?per_page=100&page=4');
      expect(body).toMatchObject({ data: { customers: [] }, pagination: { next: null } });
    });

    it.each(['page=0', 'page=x', 'per_page=0', 'per_page=101', 'per_page=2.5'])(
      '%s is a bad request',
      async (query) => {
        const answer = await arrow.get(`/customers?${query}`);
        expect(answer).toMatchObject({
          status: 400,
          body: { messages: expect.stringContaining('page must be') },
        });
        expect(shapeOf(answer.body)).toEqual(shapeOf(sample('arrowsphere.error.400.string.json')));
      },
    );

    it('answers several faults with a list', async () => {
      const { status, body } = await arrow.get('/customers?page=0&per_page=0');
      expect(status).toBe(400);
      expect(shapeOf(body)).toEqual(shapeOf(sample('arrowsphere.error.400.array.json')));
    });

    it('are filtered by the whole e-mail address of company or contact, in any case', async () => {
      const [row] = arrow.rows('customers');
      const emails = [at(row, 'EmailContact'), at(row, 'Contact', 'Email')].map(String);
      for (const email of emails) {
        const { body } = await arrow.get(`/customers?email=${encodeURIComponent(email.toUpperCase())}`);
        expect(listAt(body, 'data', 'customers')).toEqual([row]);
      }
      const nobody = await arrow.get('/customers?per_page=25&email=nobody%40void.example');
      expect(nobody.body).toEqual(sample('arrowsphere.customers.list.empty.json'));
    });

    it('ignore an empty filter, which is how the vendor’s client writes null', async () => {
      expect(at((await arrow.get('/customers?email=&page=')).body, 'pagination', 'total')).toBe(260);
    });

    it('can lose their pagination, and their deleted rows, by setting', async () => {
      sandbox.upstream('arrowsphere').configure({ listDeleted: false });
      const listed = await arrow.walk('/customers', 'customers', 100);
      expect(listed).toEqual(arrow.rows('customers').filter((row) => at(row, 'DeletedAt') == null));
      expect(listed.length).toBeLessThan(arrow.rows('customers').length);
      sandbox.upstream('arrowsphere').configure({ omitPagination: true });
      expect((await arrow.get('/customers')).body).not.toHaveProperty('pagination');
    });

    it('stay readable when deleted', async () => {
      const reference = String(
        at(
          arrow.rows('customers').find((row) => at(row, 'DeletedAt') != null),
          'Reference',
        ),
      );
      const { status, body } = await arrow.get(`/customers/${reference}`);
      expect(status).toBe(200);
      expect(at(body, 'data', 'customers', 0, 'DeletedAt')).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
    });

    it.each([
      ['/customers/XSP000001', 404, 'arrowsphere.error.404.json'],
      ['/customers/XSP000001/orders', 404, 'arrowsphere.error.404.json'],
      ['/customers/XSP100201/contacts/CC-0', 404, 'arrowsphere.error.404.json'],
      ['/customers/invitations/none', 404, 'arrowsphere.error.404.json'],
      ['/orders/XSPO1', 404, 'arrowsphere.error.404.json'],
      ['/customers/XSP900001', 403, 'arrowsphere.error.403.correlation.json'],
      ['/customers/XSP100201/provision', 400, 'arrowsphere.error.400.string.json'],
      ['/customers/checkMicrosoftCustomerAgreement', 400, 'arrowsphere.error.400.string.json'],
    ])('%s is %d in the shape of the sample', async (path, status, file) => {
      const answer = await arrow.get(path);
      expect(answer.status).toBe(status);
      expect(shapeOf(answer.body)).toEqual(shapeOf(sample(file)));
    });
  });

  describe('oddities of customers', () => {
    it.each([
      'arrowsphere.customers.list.page2.json',
      'arrowsphere.customers.get.hostile-nulls.json',
      'arrowsphere.customers.get.deleted.json',
    ])('include all that %s shows', (file) => {
      expect(missingFrom(arrow.rows('customers'), at(sample(file), 'data', 'customers', 0))).toEqual([]);
    });

    it('include both readings of every type and key that the sources disagree about', () => {
      const types = shapeOf(...arrow.rows('customers'));
      expect(types).toMatchObject({
        Zip: 'number|string',
        BillingId: 'number|string',
        Headcount: 'null|number',
        WebsiteUrl: 'null|string',
        PoNumberMandatory: 'boolean|string',
        Details: 'array|null|object',
        'Details.TenantID': 'string',
        'Details.TenantId': 'string',
        Contact: 'null|object',
        'PartnerTags[]': 'object|string',
        'OrganisationUnit.name': 'string',
        'OrganizationUnit.name': 'string',
        CompanyAcronym: 'string',
      });
    });

    it('never turn a leading zero into a number', () => {
      const zips = arrow.rows('customers').map((row) => at(row, 'Zip'));
      expect(zips).toContain('01067');
      expect(zips.filter((zip) => typeof zip === 'number' && zip < 10_000)).toEqual([]);
    });

    it('include records as lean as the vendor’s leanest', () => {
      const lean = at(sample('arrowsphere.customers.list.page2.json'), 'data', 'customers', 0);
      const keys = keysOf(lean);
      const matching = arrow.rows('customers').filter((row) => keysOf(row) === keys);
      expect(matching.length).toBeGreaterThanOrEqual(10);
    });
  });

  describe('what belongs to a customer', () => {
    it('contacts: a bare list of none to four, each readable by itself', async () => {
      const { body } = await arrow.get('/customers/XSP100201/contacts');
      expect(shapeOf(body)).toEqual(shapeOf(sample('arrowsphere.customers.contacts.list.json')));
      const one = await arrow.get(
        `/customers/XSP100201/contacts/${String(at(body, 'data', 0, 'reference'))}`,
      );
      expect(at(one.body, 'data')).toEqual(at(body, 'data', 0));
      expect(at((await arrow.get('/customers/XSP100202/contacts')).body, 'data')).toEqual([]);
      expect(listAt((await arrow.get('/customers/XSP100205/contacts')).body, 'data')).toHaveLength(4);
    });

    it('invitations: by their code, with dates in each of the three formats', async () => {
      const { body } = await arrow.get(
        `/customers/invitations/${String(at(arrow.rows('invitations')[0], 'code'))}`,
      );
      expect(missingFrom([body], sample('arrowsphere.customers.invitation.get.json'))).toEqual(
        at(body, 'data', 'contact', 'username') === null ? [] : ['data.contact.username: null'],
      );
      const dates = arrow.rows('invitations').map((row) => String(at(row, 'createdAt')));
      for (const format of [/^\d{4}-.*T.*Z$/, /^\d{4}-\d\d-\d\d [\d:]{8}$/, /^\d\d-\d\d-\d{4}$/]) {
        expect(dates.filter((date) => format.test(date)).length).toBeGreaterThan(0);
      }
    });

    it('provision: attributes as a map and as a list', async () => {
      const map = await arrow.get('/customers/XSP100201/provision?program=microsoft');
      expect(shapeOf(map.body)).toEqual(shapeOf(sample('arrowsphere.customers.provision.get.json')));
      const list = await arrow.get('/customers/XSP100202/provision?program=microsoft');
      expect(at(list.body, 'data', 'attributes')).toEqual([{ name: 'domainName', value: 'xsp100202' }]);
      expect(await arrow.get('/customers/XSP100202/provision?program=oracle')).toMatchObject({ status: 404 });
    });

    it('unknown licences and the Microsoft agreement', async () => {
      const { body } = await arrow.get('/customers/XSP100203/unknownlicenses');
      expect(missingFrom([body], sample('arrowsphere.customers.unknownlicenses.json'))).toEqual([]);
      expect((await arrow.get('/customers/XSP100201/unknownlicenses')).body).toMatchObject({
        data: { unknownLicenses: [] },
      });
      const check = (reference: string) =>
        arrow.get(`/customers/checkMicrosoftCustomerAgreement?customerReference=${reference}`);
      expect((await check('XSP100203')).body).toEqual(sample('arrowsphere.customers.mca.get.json'));
      expect((await check('XSP100201')).body).toEqual({ status: 200, data: { isMcaValidated: false } });
      expect(await check('XSP000001')).toMatchObject({ status: 404 });
    });
  });
});
