/** The Entra application of the sandbox's reseller: public, and good for the sandbox alone. */
export const CLOUDCOCKPIT_CLIENT = {
  clientId: '5a9db000-0000-4000-8000-000000000001',
  clientSecret: 'sandbox-cloudcockpit-secret',
} as const;

export const CLOUDCOCKPIT_SCOPE = 'api://5a9db000-0000-4000-8000-000000000002/.default';

/** The directory in the token endpoint's path. */
const CLOUDCOCKPIT_DIRECTORY = '5a9db000-0000-4000-8000-000000000003';

export const CLOUDCOCKPIT_TOKEN_PATH = `/${CLOUDCOCKPIT_DIRECTORY}/oauth2/v2.0/token`;

/** The one domain that `X-Tenant` may name. */
export const CLOUDCOCKPIT_TENANT = 'partner.example';
