/** What every mutation says about itself, in one wording. */
export const IDEMPOTENCY =
  '1-255 characters; the same key and input answer the same payload, without a second upstream write.';
export const WAIT =
  'How long to wait for asynchronous work before answering with the operation as it stands, in ms (0-30000).';
