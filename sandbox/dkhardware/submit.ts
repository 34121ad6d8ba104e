import { validationFailed, type FieldErrors } from './errors.js';
import type { Reading } from './readings.js';
import type { DkState } from './state.js';
import { SubmissionFailed, type SubmissionKind } from './submissions.js';

/**
 * Takes a write: 400 for a body that is refused at once, else the submission that carries it out.
 * `work` answers the id of the customer or order it wrote; only the creates have a `referenceId`.
 */
export function submit<Body>(
  state: DkState,
  kind: SubmissionKind,
  reading: Reading<Body>,
  work: (body: Body) => string,
  referenceOf: (body: Body) => string | null | undefined = () => null,
): { readonly submissionId: string } {
  const { failNextSubmission, ...settings } = state.writes;
  if (!reading.ok && settings.validation === 'at-once') throw validationFailed(reading.errors);
  state.writes = settings;
  const given = reading.ok ? referenceOf(reading.body) : null;
  const referenceId = given?.trim() ? given : null;
  const submissionId = state.submissions.accept(kind, referenceId, settings, () => {
    if (failNextSubmission !== undefined) throw new SubmissionFailed(failNextSubmission);
    if (!reading.ok) throw new SubmissionFailed(...lateErrors(reading.errors));
    const id = work(reading.body);
    state.webhooks.raise(kind === 'order' ? 'customer-order:changed' : 'customer:changed', [id]);
    return id;
  });
  return { submissionId };
}

/** The wording of a fault that is only told by the status. */
function lateErrors(errors: FieldErrors): readonly string[] {
  return Object.entries(errors).flatMap(([key, messages]) =>
    messages.map((message) => `Property ${key} failed validation. Error: ${message}`),
  );
}
