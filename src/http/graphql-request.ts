import type { FastifyRequest } from 'fastify';
import type { GraphRequest } from '../graphql/operation-reader.js';
import { BadRequest, PersistedQueryNotSupported, UnsupportedCharset } from './graphql-faults.js';

/** What is asked for; throws `BadRequest` with what is wrong with it. */
export function readRequest({ method, headers, body, query }: FastifyRequest): GraphRequest {
  if (method === 'POST') {
    if (!isUtf8(headers['content-type'])) throw new UnsupportedCharset();
    return requestInBody(body);
  }
  if (mayBeForged(headers)) throw new BadRequest(MAY_BE_FORGED);
  return requestInUrl(query);
}

/** Headers that a browser sends only where its page was allowed to; the names are those of Apollo Server's clients. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

const MAY_BE_FORGED = `A browser sends such a GET for any page, which would be a Cross-Site Request Forgery: ask by POST, or send the header ${PREFLIGHTED.join(' or ')}.`;

/** Where JSON is sent, as by every POST here, a browser asks first as well. */
function mayBeForged(headers: FastifyRequest['headers']): boolean {
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  return !isJson && !PREFLIGHTED.some((name) => (headers[name] ?? '') !== '');
}

/** RFC 8259, 8.1: between systems, JSON is UTF-8. */
function isUtf8(contentType = ''): boolean {
  const [, charset] = /;\s*charset="?([^";\s]+)/i.exec(contentType) ?? [];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}

/** GraphQL over HTTP, 5.4: the members of a JSON object. */
function requestInBody(body: unknown): GraphRequest {
  if (!isRecord(body)) throw new BadRequest('The body must be a JSON object with query, and variables.');
  return requestOf(body.query, body.operationName, body.variables, body.extensions);
}

/** GraphQL over HTTP, 5.3: parameters of the URL, `variables` and `extensions` as JSON. */
function requestInUrl(parameters: unknown): GraphRequest {
  if (!isRecord(parameters)) throw new BadRequest('The URL must have the parameter query.');
  const { query, operationName, variables, extensions } = parameters;
  return requestOf(query, operationName, parsed('variables', variables), parsed('extensions', extensions));
}

function requestOf(
  query: unknown,
  operationName: unknown,
  variables: unknown = null,
  extensions: unknown = null,
): GraphRequest {
  const name = operationName === undefined || operationName === '' ? null : operationName;
  if (name !== null && typeof name !== 'string') {
    throw new BadRequest('operationName: must be a string or null.');
  }
  if (variables !== null && !isRecord(variables))
    throw new BadRequest('variables: must be an object or null.');
  if (extensions !== null && !isRecord(extensions)) {
    throw new BadRequest('extensions: must be an object or null.');
  }
  if ((query ?? null) === null && extensions?.persistedQuery !== undefined)
    throw new PersistedQueryNotSupported();
  if (typeof query !== 'string' || query === '') throw new BadRequest('query: must be a document, as text.');
  return { query, operationName: name, variables: variables ?? {} };
}

/** In words of our own: what a parser says of a text may quote it. */
function parsed(name: string, text: unknown): unknown {
  if (text === undefined || text === '') return null;
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // Told below.
  }
  throw new BadRequest(`${name}: must be a JSON object, once.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
