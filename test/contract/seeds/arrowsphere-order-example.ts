const tier = { currency: 'EUR', unit: 12.4, exchangeRate: 0.92 };
const link = { reference: 'XSP87708', link: '/api/licenses/XSP87708' };

/** An order whose every field is spelled and typed as ArrowSphere's page on orders has it. */
export const exampleOrder = {
  reference: 'XSPO123',
  status: 'In progress',
  dateStatus: '2017-05-15 09:39:05',
  dateCreation: '2017-05-15 09:39:05',
  order_reference: 'O_ARWS-V7-2704f97d-656151',
  partner: {
    companyName: 'MyCompany',
    contact: {
      email: 'email@provider.com',
      firstName: '/api/customers/XSP17727',
      lastName: '/api/customers/XSP17727',
    },
  },
  customer: { reference: 'XSP87708', link: '/api/customers/XSP87708' },
  ponumber: '123456',
  products: [
    {
      sku: 'Microsoft||_MS-0ZH-VISIO||B4D4B7F4-4089-43B6-9C44-DE97B760FB11',
      quantity: 2,
      status: 'Provisioned',
      dateStatus: '2017-05-15 09:39:05',
      detailedStatus: 'Provisioned',
      isAddon: true,
      arrowSubCategories: ['nce'],
      isTrial: true,
      prices: {
        vendor: { currency: 'USD', exchangeRate: 0.92 },
        buy: tier,
        list: tier,
        reseller: tier,
        endCustomer: tier,
      },
      subscription: link,
      license: link,
      name: 'name',
      classification: 'classification',
      program: { legacyCode: 'legacyCode' },
      identifiers: { vendor: { sky: 'sku' } },
    },
  ],
};
