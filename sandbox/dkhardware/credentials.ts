/**
 * The one client the sandbox's Keycloak realm knows, with every scope the vendor lists (DK 3.2).
 * A token carries only the scopes it asked for, so that a missing one can be provoked.
 */
export const DK_HARDWARE_CLIENT = {
  clientId: 'sandbox-dkhardware',
  clientSecret: 'sandbox-dkhardware-secret',
  scopes: [
    'customers',
    'customers:create',
    'customers:update',
    'customers:status',
    'customers:relations',
    'orders',
    'orders:create',
    'orders:update',
    'orders:change-status',
    'orders:status',
    'dictionaries',
    'users',
    'subscriptions',
    'subscriptions:edit',
  ],
} as const;

export const DK_HARDWARE_TOKEN_PATH = '/realms/dkh/protocol/openid-connect/token';
