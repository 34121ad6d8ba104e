export const ION_ACCOUNT_ID = '10001';

/**
 * The refresh token a person would have created in the portal.
 * It buys exactly one access token, then it is spent until the sandbox is reset (ION 4.1).
 */
export const ION_INITIAL_REFRESH_TOKEN = 'sandbox-ion-refresh-0';
