import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { tokenEndpoint } from '../faults.js';
import type { IonTokens } from './tokens.js';

type Form = Readonly<Record<string, string>>;

/** `/oauth/token` and `/oauth/validateAccess`: forms only, one failure text for every bad token (ION 4.1). */
export function oauthRoutes(tokens: IonTokens): FastifyPluginAsync {
  return (app) => {
    // Parsers live in this plugin's scope alone: the API itself takes JSON.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );

    app.post<{ Body: Form | undefined }>('/oauth/token', tokenEndpoint, ({ body }, reply) => {
      // What the vendor says to another grant is not documented; it knows no other.
      if (body?.grant_type !== 'refresh_token') return refuse(reply, 'unsupported grant_type');
      return tokens.exchange(body.refresh_token) ?? refuse(reply);
    });

    app.post<{ Body: Form | undefined }>(
      '/oauth/validateAccess',
      tokenEndpoint,
      ({ body }, reply) => tokens.validate(body?.access_token) ?? refuse(reply),
    );
    return Promise.resolve();
  };
}

function refuse(reply: FastifyReply, error = 'cannot validate token: redis: nil'): FastifyReply {
  return reply.code(400).send({ error });
}
