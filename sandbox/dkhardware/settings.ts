import { z } from 'zod';

/** What the vendor answers for an order it does not have is not documented (DK 3.2): any of these may be true. */
export const UNKNOWN_ORDER_ANSWERS = ['not-found', 'empty-200', 'bad-request'] as const;

/** z.object drops what it does not know: each part takes its members out of a whole order. */
export const rateSettings = z.object({
  readsPerMinute: z.int().min(0).exactOptional(),
  writesPerMinute: z.int().min(0).exactOptional(),
  windowMs: z.number().positive().exactOptional(),
  retryAfter: z.union([z.string(), z.number(), z.null()]).exactOptional(),
});

export const writeSettings = z.object({
  /** Before 2023-10-12 the bodies of customer create and update came without their wrapper (DK 3.2). */
  apiRevision: z.enum(['2023-01-30', '2023-10-12']).exactOptional(),
  /** The three shapes in which a customer submission is documented to have succeeded (DK 3.3). */
  statusShape: z.enum(['nested', 'flat', 'seed-numeric']).exactOptional(),
  /** How long a submission stays `Accepted`, and then `Processing`. */
  acceptedMs: z.int().min(0).exactOptional(),
  processingMs: z.int().min(0).exactOptional(),
  /** Whether a faulty body is refused with 400, or accepted and `Failed` later; the vendor does either. */
  validation: z.enum(['at-once', 'later']).exactOptional(),
  /** The next submission fails with this text, and then no other. */
  failNextSubmission: z.string().min(1).exactOptional(),
  /** Intervals and timeouts of webhooks are multiplied by it. */
  webhookTimeScale: z.number().positive().exactOptional(),
  /** Takes `http:` addresses of this machine for webhooks, which the vendor does not (DK 3.6). */
  allowHttpWebhooks: z.boolean().exactOptional(),
});

export const settingsSchema = z.strictObject({
  /** Life of the access tokens issued from now on, in seconds. */
  tokenSeconds: z.number().positive().optional(),
  revokeTokens: z.literal(true).optional(),
  unknownOrder: z.enum(UNKNOWN_ORDER_ANSWERS).optional(),
  ...rateSettings.shape,
  ...writeSettings.shape,
});

type Optional = 'failNextSubmission';
type Given = z.infer<typeof writeSettings>;
export type WriteSettings = Required<Omit<Given, Optional>> & Pick<Given, Optional>;

export const WRITE_DEFAULTS: WriteSettings = {
  apiRevision: '2023-10-12',
  statusShape: 'nested',
  acceptedMs: 100,
  processingMs: 200,
  validation: 'at-once',
  webhookTimeScale: 1,
  allowHttpWebhooks: true,
};
