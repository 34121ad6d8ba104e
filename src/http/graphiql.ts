import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import type { Asset } from './graphiql/asset.js';
import { chooseEncoding } from './graphiql/encoding.js';
import { SECURITY_HEADERS } from './graphiql/security-headers.js';
import { buildSite } from './graphiql/site.js';
import type { GraphiqlOptions, Site } from './graphiql/site.js';

const ASSETS = '/graphiql/assets';
/** The page is asked for again at every visit; a file's name changes with its content, so it is asked for once. */
const REVALIDATE = 'no-cache';
const FOREVER = 'public, max-age=31536000, immutable';

/** `GET /graphiql` and its files, from this process alone. Nothing is loaded or compressed before somebody asks. */
export const graphiqlPlugin: FastifyPluginCallback<GraphiqlOptions> = (app, options, done) => {
  let built: Promise<Site> | undefined;
  const site = () => (built ??= buildSite(ASSETS, options));

  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(SECURITY_HEADERS);
    next();
  });
  app.get('/graphiql', async (request, reply) => send(request, reply, (await site()).page, REVALIDATE));
  app.get('/graphiql/', (_request, reply) => reply.redirect('/graphiql', 308));
  app.get<{ Params: { file: string } }>(`${ASSETS}/:file`, async (request, reply) => {
    const asset = (await site()).assets.get(request.params.file);
    if (asset === undefined) return reply.code(404).type('text/plain').send('GraphiQL has no such file.\n');
    return send(request, reply, asset, FOREVER);
  });
  done();
};

async function send(request: FastifyRequest, reply: FastifyReply, asset: Asset, caching: string) {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  const etag = asset.etag(encoding);
  reply.headers({ 'cache-control': caching, etag, vary: 'accept-encoding' });
  if (isKnown(etag, request.headers['if-none-match'])) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(asset.contentType).send(await asset.body(encoding));
}

/** Compared weakly, as If-None-Match asks for: proxies mark the tags of what they touch with `W/`. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
