import { describe, expect, it } from '@jest/globals';
import { ACCOUNT, againstIon, apiCalls, operation, withSamples } from './support.js';

describe('ION cloud profiles', () => {
  const request = { customerId: '20001', providerId: null, enabledOnly: null };

  it('are read with what is asked for alone', async () => {
    await withSamples(
      [
        {
          on: `GET ${ACCOUNT}/customers/20001/cloudProfiles?providerId=2&enabledOnly=true`,
          file: 'ion.customers.cloudProfiles.json',
        },
      ],
      async (source, calls) => {
        const profiles = await operation(
          async (scope) =>
            await source.extras.cloudProfiles?.({ ...request, providerId: '2', enabledOnly: true }, scope),
        );
        expect(profiles).toEqual([
          {
            providerId: '2',
            displayName: 'Microsoft',
            shortName: 'MSFT',
            enabled: true,
            tenantId: '00000000-0000-4000-8000-000000000701',
            domain: 'meridian1.onmicrosoft.example',
            billingAccounts: null,
            allowDelegatedAccess: true,
            gdapStatus: 'ACTIVE',
            gdapLevel: 'ADVANCED',
            gdapRoles: ['Directory Readers'],
            agreementStatus: 'ACCEPTED',
          },
          expect.objectContaining({ providerId: '1', tenantId: '000000000001', gdapRoles: [] }),
          expect.objectContaining({ providerId: '3', enabled: false, billingAccounts: 'AAAA-BBBB-CCCC' }),
        ]);
        expect(calls).toHaveLength(2);
      },
    );
  });

  it.each([
    ['the list left out', { customerId: '20001', customerOrganization: 'Meridian' }],
    ['an empty object', {}],
  ])('are none for %s', async (_, body) => {
    await againstIon(
      () => ({ body }),
      async (source, scope) => {
        expect(await source.extras.cloudProfiles?.(request, scope)).toEqual([]);
      },
    );
  });

  it('are null for a customer that is not there, and without a call for an id that cannot be', async () => {
    await againstIon(
      () => ({ status: 404, body: { error: 'NOT_FOUND', message: 'not found', code: 404 } }),
      async (source, scope, calls) => {
        expect(await source.extras.cloudProfiles?.(request, scope)).toBeNull();
        expect(await source.extras.cloudProfiles?.({ ...request, customerId: 'x' }, scope)).toBeNull();
        expect(apiCalls(calls)).toHaveLength(1);
      },
    );
  });
});
