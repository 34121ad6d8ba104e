import { DEVELOPMENT_CURSOR_SECRET, DEVELOPMENT_ENCRYPTION_KEY } from './configuration.js';
import { isUnresolved, placeOf, referencesAt, type Draft } from './draft.js';
import type { ConfigurationFault } from './faults.js';
import { isMapping, isSecret, valueAt, type Path } from './path.js';

/** What development lets pass and production does not. */
export function productionFaults(draft: Draft): readonly ConfigurationFault[] {
  if (valueAt(draft.value, ['profile']) !== 'production') return [];
  const at = (path: Path, problem: string, remedy: string) => ({
    path: placeOf(draft, path),
    problem,
    remedy,
  });
  return [
    ...openToEverybody(draft),
    ...ownSecret(draft, ['server', 'cursorSecret'], DEVELOPMENT_CURSOR_SECRET),
    ...ownSecret(draft, ['store', 'encryptionKey'], DEVELOPMENT_ENCRYPTION_KEY),
    ...weakWebhookSecrets(draft).map((path) =>
      at(path, 'can be guessed', `set it to a string of at least ${SHORTEST_WEBHOOK_SECRET} characters`),
    ),
    ...['graphiql', 'introspection']
      .map((name) => ['server', name])
      .filter((path) => isSwitchedOnByVariable(draft, path))
      .map((path) =>
        at(path, 'is switched on by a variable', 'write true in the file itself if that is meant'),
      ),
    ...plainUrls(draft.value, []).map((path) =>
      at(path, 'sends credentials over plain http', 'use https://; http:// is for loopback hosts only'),
    ),
    ...draft.references
      .filter(({ path, hasDefault }) => hasDefault && isSecret(path))
      .map(({ path, variable }) =>
        at(path, 'has a default for a secret', `write \${${variable}} and set ${variable}`),
      ),
  ];
}

function openToEverybody(draft: Draft): readonly ConfigurationFault[] {
  const path = ['auth', 'mode'];
  const mode = valueAt(draft.value, path) ?? 'none';
  if (mode !== 'none') return [];
  return [
    {
      path: placeOf(draft, path),
      problem: 'is none, which lets every caller read and write everything',
      remedy: 'production needs jwt, with issuer, audience and keys under auth.jwt',
    },
  ];
}

/** Too short a secret is the schema's to refuse. */
function ownSecret(draft: Draft, path: Path, ofDevelopment: string): readonly ConfigurationFault[] {
  const value = valueAt(draft.value, path);
  if (value !== undefined && value !== ofDevelopment) return [];
  const variable = String(path.at(-1))
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
  return [
    {
      path: placeOf(draft, path),
      problem: value === undefined ? 'is missing' : 'is the public one of development',
      remedy: `set it to a string of at least 32 characters (for example "\${${variable}}")`,
    },
  ];
}

/** Whoever knows it can have everything dropped that is kept of the source, and changes told that never were. */
const SHORTEST_WEBHOOK_SECRET = 16;

function weakWebhookSecrets(draft: Draft): readonly Path[] {
  const sources = valueAt(draft.value, ['sources']);
  const paths = (Array.isArray(sources) ? sources : []).map((_, index) => [
    'sources',
    index,
    'webhookSecret',
  ]);
  return paths.filter((path) => {
    const secret = valueAt(draft.value, path);
    if (typeof secret !== 'string' || secret === '' || isUnresolved(draft, path)) return false;
    return secret.length < SHORTEST_WEBHOOK_SECRET;
  });
}

/** The file says what production exposes; a variable set long ago for another reason does not. */
function isSwitchedOnByVariable(draft: Draft, path: Path): boolean {
  return valueAt(draft.value, path) === 'true' && referencesAt(draft, path).length > 0;
}

/** The paths of every base, token or key URL that is not encrypted and leaves this machine. */
function plainUrls(value: unknown, path: Path): readonly Path[] {
  if (typeof value === 'string') return isUrlMember(path) && isPlain(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => plainUrls(item, [...path, index]));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => plainUrls(member, [...path, name]));
}

function isUrlMember(path: Path): boolean {
  return String(path.at(-1)).endsWith('Url');
}

function isPlain(text: string): boolean {
  if (!URL.canParse(text)) return false; // the schema's to refuse
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
