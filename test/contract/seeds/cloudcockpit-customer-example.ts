/**
 * A customer as CloudCockpit's request example has it; where that says `string`, the text is made up.
 * Kept: the map of provider customers, the lower-case rule, the Pascal case inside `offerTypeMargins`.
 */
export const exampleCustomer = {
  id: '0d6f8f8e-5a0e-4f6c-9d0b-7a9a3c1d2e4f',
  companyName: 'Empresa Exemplo',
  taxId: 'PT501234567',
  country: 'PT',
  addressLine1: 'Rua do Exemplo 1',
  addressLine2: 'Piso 2',
  city: 'Lisboa',
  state: 'Lisboa',
  zip: '1100-001',
  firstName: 'Test',
  middleName: 'Middle',
  lastName: 'Test',
  email: 'test@email.com',
  phone: '921231231',
  internalIdentifier: 'INT-EXAMPLE',
  resellerId: '7b1f3a52-30d6-4a1e-8f0f-4b6f0a7f9c11',
  providerCustomers: {
    'cb3cd15b-1d6e-45be-b493-c71549cbfd87': {
      providerInstanceId: 'cb3cd15b-1d6e-45be-b493-c71549cbfd87',
      providerCustomerId: 'f574cf12-a7d6-43fe-9663-1af97b04e5ab',
      providerCustomerData: JSON.stringify({
        Domain: 'TestDomain',
        CredentialsEmail: 'test@email.com',
        AcceptedMCA: true,
        AgreementDate: '2022-12-28T00:00:00Z',
        KeepPrimaryInformation: true,
        FirstName: 'Test',
        LastName: 'Test',
        Email: 'test@email.com',
        Phone: '921231231',
        DefaultCulture: 'en-US',
        Language: 'en',
        AssociatedPartnerId: null,
        Qualifications: [],
        EnableGDAP: true,
      }),
      margin: { marginRule: { name: 'markup' }, value: 10.6 },
      offerTypeMargins: { Value: { license: { MarginRule: { Name: 'markup' }, Value: 10 } } },
    },
  },
  customerAssociations: [{ resellerId: '7b1f3a52-30d6-4a1e-8f0f-4b6f0a7f9c11', name: 'Reseller' }],
};
