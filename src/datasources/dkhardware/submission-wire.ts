import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import { readObject, readText, readTexts, type Wire } from '../reading.js';

export type SubmissionStatus =
  | { readonly kind: 'processing' }
  | { readonly kind: 'succeeded'; readonly customerId: string | null }
  | { readonly kind: 'failed'; readonly errors: readonly string[] };

/** `{submissionId}`: without it nobody can tell what becomes of a write that the upstream has taken. */
export function readSubmissionId(sourceId: string, body: unknown): string {
  const submissionId = readText(readObject(body)?.submissionId);
  if (submissionId !== null) return submissionId;
  throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId, { mayHaveHappened: true });
}

/**
 * How a submission stands, in each of the documented shapes (DK 3.3): `{customerId, status, errors}` with the id as text
 * or number, the same with the customer as `payload`, and the same once more inside a `payload`, under an outer "Success".
 */
export function readSubmissionStatus(sourceId: string, body: unknown): SubmissionStatus {
  const outer = readObject(body);
  const inner = readObject(outer?.payload);
  // A customer, who is the innermost payload, may have a status of another kind one day.
  const layer = [inner, outer].find((each) => KINDS.has(readText(each?.status) ?? ''));
  const kind = KINDS.get(readText(layer?.status) ?? '');
  switch (kind) {
    case 'processing':
      return { kind };
    case 'succeeded':
      return { kind, customerId: customerIdOf([outer, inner, readObject(inner?.payload)]) };
    case 'failed':
      return { kind, errors: readTexts(layer?.errors) };
    case undefined:
      throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, sourceId);
  }
}

const KINDS: ReadonlyMap<string, SubmissionStatus['kind']> = new Map([
  ['Accepted', 'processing'],
  ['Processing', 'processing'],
  ['Succeeded', 'succeeded'],
  ['Success', 'succeeded'],
  ['Failed', 'failed'],
]);

function customerIdOf(layers: readonly (Wire | null)[]): string | null {
  return layers.map((layer) => readText(layer?.customerId)).find((id) => id !== null) ?? null;
}
