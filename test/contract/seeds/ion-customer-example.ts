/** A customer as ION's workflow guide has it: an `id` of its own, and the members of its recommended payload. */
export const exampleCustomer = {
  id: '20777',
  customerOrganization: 'Acme Corp',
  customerName: 'John Doe',
  customerEmail: 'john.doe@acme.com',
  customerPhone: '+1234567890',
  customerAddress: {
    street: '123 Tech Blvd',
    city: 'San Francisco',
    state: 'CA',
    zip: '94016',
    country: 'US',
  },
  languageCode: 'en-US',
};

export const exampleToken = {
  access_token: 'example-access-token',
  expires_in: 7200,
  refresh_token: 'example-refresh-token',
  token_type: 'Bearer',
};
