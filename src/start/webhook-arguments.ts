import { parseArgs } from 'node:util';

/** What the command line of `npm run webhooks` asks for. */
export type WebhookOrder = { readonly config: string | undefined } & (
  | { readonly action: 'register'; readonly url: string; readonly sourceId: string }
  | { readonly action: 'list'; readonly sourceId: string | undefined }
  | { readonly action: 'delete'; readonly sourceId: string | undefined; readonly id: string }
);

export const WEBHOOK_USAGE = `npm run webhooks -- register --url https://graph.example/webhooks/dkhardware/<source> [--config file]
npm run webhooks -- list [--source <source>] [--config file]
npm run webhooks -- delete --id <registration> [--source <source>] [--config file]`;

/** The order, or in words what is wrong with the command line. */
export function readWebhookOrder(argv: readonly string[]): WebhookOrder | string {
  const read = parsed(argv);
  if (typeof read === 'string') return read;
  const { config, url, id, source: sourceId } = read.values;
  const [action, ...others] = read.positionals;
  if (others.length > 0) return 'there is more than one action';
  switch (action) {
    case 'register':
      return url === undefined ? '--url is missing' : registration(url, config);
    case 'list':
      return { action, sourceId, config };
    case 'delete':
      return id === undefined ? '--id is missing' : { action, sourceId, id, config };
    default:
      return 'the action must be register, list or delete';
  }
}

const OPTIONS = ['config', 'url', 'id', 'source'] as const;
type Option = (typeof OPTIONS)[number];

function parsed(argv: readonly string[]) {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' }])),
    // Strict, it would throw at the first fault.
    ...{ strict: false, allowPositionals: true, tokens: true },
  });
  const values: Partial<Record<Option, string>> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = OPTIONS.find((name) => name === token.name);
    if (option === undefined) return `${token.rawName} is not a known flag`;
    if (token.value === undefined || token.value === '') return `${token.rawName} has no value`;
    values[option] = token.value;
  }
  return { values, positionals };
}

/** As DK 3.6 wants it; http only where nothing leaves the machine, for the sandbox. */
const MAX_URL_LENGTH = 1_024;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function registration(url: string, config: string | undefined): WebhookOrder | string {
  if (!URL.canParse(url) || url.length > MAX_URL_LENGTH) {
    return `--url must be an address of at most ${MAX_URL_LENGTH} characters`;
  }
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) {
    return '--url must begin with https://';
  }
  const [, sourceId] = /\/webhooks\/dkhardware\/([a-z0-9-]{1,64})$/.exec(pathname) ?? [];
  if (sourceId === undefined) return '--url must end with /webhooks/dkhardware/ and the id of the source';
  return { action: 'register', url, sourceId, config };
}
