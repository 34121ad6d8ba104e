import { expect } from '@jest/globals';
import { DK_HARDWARE_CLIENT, DK_HARDWARE_TOKEN_PATH } from '../../../sandbox/dkhardware/index.js';
import type { TestGraph } from '../../support/graph.js';

/** Makes the sandbox send its customer changes to the graph; the secret is the one of `sandboxSources`. */
export async function registerWebhook({ sandbox, url }: TestGraph, source = 'dkh'): Promise<void> {
  const webhook = {
    url: `${url}/webhooks/dkhardware/${source}`,
    secret: 'sandbox-dkhardware-webhook-secret',
  };
  await post(sandbox.url, '/v1/subscription/create', { webhook, eventType: 'customer:changed' });
}

/** Changes a customer behind the graph's back. */
export async function renameCustomer(
  { sandbox }: TestGraph,
  customerId: string,
  company: string,
): Promise<void> {
  await post(sandbox.url, '/v1/customer/update', { customer: { customerId, company } });
}

async function post(sandbox: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${sandbox}/dkhardware${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token(sandbox)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect({ status: response.status, text: await response.text() }).toMatchObject({ status: 200 });
}

async function token(sandbox: string): Promise<string> {
  const { clientId, clientSecret, scopes } = DK_HARDWARE_CLIENT;
  const response = await fetch(`${sandbox}/dkhardware${DK_HARDWARE_TOKEN_PATH}`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...{ client_id: clientId, client_secret: clientSecret, scope: scopes.join(' ') },
    }),
  });
  const { access_token } = (await response.json()) as { readonly access_token: string };
  return access_token;
}
