import { z } from 'zod';
import { closedObject } from './closed-object.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on routes that hand out tokens: faults pass them by unless their `match.path` names them. */
    tokenEndpoint?: boolean;
  }
}

/** Route options of a token endpoint: `app.post('/oauth/token', tokenEndpoint, handler)`. */
export const tokenEndpoint = { config: { tokenEndpoint: true } } as const;

const always = {
  /** How many calls it hits before it is spent; without it, all until cleared. */
  times: z.int().positive().optional(),
  /** `path` is any part of the URL's path and query, as received. */
  match: closedObject({ method: z.string().optional(), path: z.string().optional() }).optional(),
};

/**
 * `after`: the handler runs and what it wrote stands, only its answer is lost.
 * Without it the handler never runs.
 */
const phase = { phase: z.literal('after').optional() };

const kinds = [
  /** Delays the answer, or the next fault that hits the same call. */
  closedObject({ kind: z.literal('latency'), ms: z.int().min(0), ...always }),
  /** A string goes out as text, all else as JSON. */
  closedObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    ...always,
    ...phase,
  }),
  closedObject({ kind: z.literal('hang'), ...always, ...phase }),
  /** With `afterBytes`, once the handler has run and that much of the body is out. */
  closedObject({ kind: z.literal('reset'), afterBytes: z.int().min(0).optional(), ...always, ...phase }),
  closedObject({ kind: z.literal('html'), ...always, ...phase }),
  /** Always after the handler: it is the handler's own answer that is cut. */
  closedObject({ kind: z.literal('truncate'), ...always }),
  closedObject({ kind: z.literal('empty'), ...always, ...phase }),
  /** `retryAfter` goes out as it is, so dates and garbage can be sent; null or none leaves the header out. */
  closedObject({
    kind: z.literal('rate-limit'),
    retryAfter: z.union([z.string(), z.number(), z.null()]).optional(),
    ...always,
  }),
] as const;

export const faultSchema = z.discriminatedUnion('kind', kinds, {
  // Only the discriminator's own error: what is wrong inside a kind keeps the words of its member.
  error: `expected one of ${kinds.map((kind) => kind.shape.kind.value).join(', ')}`,
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

/** Whether the handler runs first, and the fault then hits its answer. */
export function strikesAfter(fault: Fault): boolean {
  if (fault.kind === 'truncate') return true;
  if (fault.kind === 'reset' && fault.afterBytes !== undefined) return true;
  return 'phase' in fault && fault.phase === 'after';
}

interface Target {
  readonly method: string;
  readonly path: string;
  readonly isTokenEndpoint: boolean;
}

/** The faults of one upstream, in the order they were set. */
export class FaultList {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(faultSchema.parse(fault));
  }

  clear(): void {
    this.#faults = [];
  }

  /** What is still active, `times` counted down. */
  get active(): readonly Fault[] {
    return this.#faults;
  }

  /** Takes the faults that hit this call: every delay up to the first fault that settles the answer, and that one. */
  take(target: Target): readonly Fault[] {
    const taken: Fault[] = [];
    for (const fault of this.#faults.filter((candidate) => hits(candidate, target))) {
      taken.push(fault);
      if (fault.kind !== 'latency') break;
    }
    if (taken.length > 0)
      this.#faults = this.#faults.flatMap((fault) => (taken.includes(fault) ? spend(fault) : [fault]));
    return taken;
  }
}

function hits({ match }: Fault, target: Target): boolean {
  if (target.isTokenEndpoint && match?.path === undefined) return false;
  if (match?.method !== undefined && match.method.toUpperCase() !== target.method) return false;
  return match?.path === undefined || target.path.includes(match.path);
}

function spend(fault: Fault): Fault[] {
  if (fault.times === undefined) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}
