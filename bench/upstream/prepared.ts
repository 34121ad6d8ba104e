import { arrowSphereRoutes } from './arrowsphere.js';
import { cloudCockpitRoutes } from './cloudcockpit.js';
import { dkHardwareRoutes } from './dkhardware.js';
import { ionRoutes } from './ion.js';
import type { Answer, Route } from './route.js';

export interface Prepared {
  /** Undefined for tokens, which are not counted. */
  readonly route: string | undefined;
  readonly provider: string;
  readonly status: number;
  readonly body: Buffer;
}

const ROUTES: Readonly<Record<string, readonly Route[]>> = {
  arrow: arrowSphereRoutes,
  cockpit: cloudCockpitRoutes,
  dkh: dkHardwareRoutes,
  ion: ionRoutes,
};

const TEN_YEARS_S = 10 * 365 * 86_400;
const TOKEN = {
  access_token: 'bench',
  refresh_token: 'bench',
  token_type: 'Bearer',
  expires_in: TEN_YEARS_S,
};

/** The answer at `/<provider>/…`, made by the first call that asks for it. */
export class PreparedAnswers {
  readonly #known = new Map<string, Prepared>();

  at(target: string): Prepared {
    const known = this.#known.get(target);
    if (known !== undefined) return known;
    const prepared = prepare(target);
    this.#known.set(target, prepared);
    return prepared;
  }
}

function prepare(target: string): Prepared {
  const { pathname, searchParams } = new URL(target, 'http://upstream');
  const [, provider = '', path = ''] = /^\/([a-z]+)(\/.*)$/.exec(pathname) ?? [];
  if (path.endsWith('/token')) return bytes(provider, undefined, { status: 200, body: TOKEN });
  for (const route of ROUTES[provider] ?? []) {
    const match = route.path.exec(path);
    if (match !== null) return bytes(provider, route.name, route.answer(match.slice(1), searchParams));
  }
  return bytes(provider, 'unknown', { status: 501, body: { error: `nothing is at ${target}` } });
}

function bytes(provider: string, route: string | undefined, { status, body }: Answer): Prepared {
  return { provider, route, status, body: Buffer.from(JSON.stringify(body)) };
}
