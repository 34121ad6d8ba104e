/** A customer whose every field is spelled and typed as ArrowSphere's page on customers has it. */
export const exampleCustomer = {
  Reference: 'XSP76851',
  CompanyName: 'MyCompany',
  PartnerCompanyId: 'XSP76851',
  AddressLine1: '4 Goldfield Rd.',
  AddressLine2: 'Suite 1500',
  Zip: 80111,
  City: 'West Chicago',
  CountryCode: 'US',
  State: 'CO',
  ReceptionPhone: '913-766-4896',
  WebsiteUrl: 'www.loremipsum.com',
  EmailContact: 'contact@loremipsum.com',
  Headcount: 17,
  TaxNumber: 'ahkdo',
  Ref: 'MyRef',
  BillingId: 1234,
  InternalReference: 'ABC123',
  Contact: {
    Firstname: 'John',
    LastName: 'Doe',
    Email: 'john.doe@examplecompany.com',
    Phone: '+33 (0)654321098',
    SyncPartnerContactRefId: 123456,
    ContactPersonID: 'ANY_STRING_ID',
  },
  Details: {
    Migration: true,
    DomainName: 'XSPv8umwy0f.onmicrosoft.com',
    OracleOnlineKey: 'MY_ORACLE_ONLINE_KEY',
    IBMCeId: 'MY_IBM_CE_ID',
    Maas360ResellerId: 'MY_IBM_MAAS360',
    TenantId: 'MY_TENANT_ID',
    IbmCustomerNumber: 'MY_IBM_CUSTOMER_NUMBER',
    IbmMaasAccountId: 'MY_IBM_MAAS_ACCOUNT_ID',
  },
  DeletedAt: '2021-03-25T11:05:51.000Z',
};

export const exampleProvision = {
  status: 'in_progress',
  message: 'still in progress',
  attributes: { domainName: 'xxxx' },
};

export const exampleInvitation = {
  code: 'Abcd123efgH',
  createdAt: '2021-12-25T23:45:12.123Z',
  updatedAt: '2021-12-25T23:45:12.123Z',
  company: { reference: 'XSP76851' },
  contact: {
    firstname: 'John',
    lastName: 'Doe',
    email: 'john.doe@examplecompany.com',
    userName: 'uidd-uidd-uidd',
  },
  policy: 'admin',
};
