/** A customer that each source takes, and that nobody else has. */
export function newCustomer(sourceId: string, number: number) {
  const email = `soak-${number}@soak.example`;
  const address = { line1: `${number} Test Street`, city: 'Testville', state: 'CA', postalCode: '94016' };
  const contact = { firstName: 'Sol', lastName: `Number ${number}`, email, phone: '+15550100' };
  return {
    sourceId,
    companyName: `Soak ${number}`,
    email: sourceId === 'cockpit' ? undefined : email,
    address: { ...address, countryCode: sourceId === 'cockpit' ? 'PT' : 'US' },
    contact: sourceId === 'dkh' ? { firstName: 'Sol', lastName: `Number ${number}` } : contact,
    ...EXTRAS[sourceId],
  };
}

const PROVIDER_INSTANCE = 'cb000000-0000-4000-8000-000000000001';

const EXTRAS: Readonly<Record<string, object>> = {
  arrow: { phone: '+33 (0)100000009' },
  cockpit: {
    taxId: 'PT500000009',
    cloudCockpit: {
      providerCustomers: [
        { providerInstanceId: PROVIDER_INSTANCE, data: { Domain: 'soak', AcceptedMCA: true } },
      ],
    },
  },
  dkh: { phone: '5550100', type: 'government' },
  ion: { languageCode: 'EN' },
};
