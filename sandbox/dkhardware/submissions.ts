import type { Background } from '../background.js';
import type { WriteSettings } from './settings.js';

/** Customers, their addresses and orders have a status endpoint each, which knows no other's submissions. */
export type SubmissionKind = 'customer' | 'address' | 'order';

export interface Submission {
  readonly kind: SubmissionKind;
  readonly referenceId: string | null;
  readonly status: 'Accepted' | 'Processing' | 'Succeeded' | 'Failed';
  /** The customer or order it wrote, once it succeeded. */
  readonly rowId: string | null;
  readonly errors: readonly string[] | null;
}

/** What work throws to end its submission as `Failed`. */
export class SubmissionFailed extends Error {
  readonly errors: readonly string[];

  constructor(...errors: readonly string[]) {
    super(errors.join(' '));
    this.errors = errors;
  }
}

const DUPLICATE = 'Same reference ID already was used for another order or in another request';

/** Writes that were taken and are carried out later (DK 3.3). */
export class Submissions {
  readonly #background: Background;
  readonly #byId = new Map<string, Submission>();
  readonly #references = new Set<string>();

  constructor(background: Background) {
    this.#background = background;
  }

  /**
   * `work` is carried out when its time has come and answers the id of the row it wrote.
   * A `referenceId` is spent by whoever used it first, whatever came of that: using it again fails, and replays nothing.
   */
  accept(
    kind: SubmissionKind,
    referenceId: string | null,
    { acceptedMs, processingMs }: WriteSettings,
    work: () => string,
  ): string {
    const submissionId = `77921d3a-0000-4000-8000-${String(this.#byId.size + 1).padStart(12, '0')}`;
    const isRepeated = referenceId !== null && this.#references.has(referenceId);
    if (referenceId !== null) this.#references.add(referenceId);
    const accepted: Submission = { kind, referenceId, status: 'Accepted', rowId: null, errors: null };
    this.#byId.set(submissionId, accepted);
    this.#background.after(acceptedMs, () => {
      this.#byId.set(submissionId, { ...accepted, status: 'Processing' });
      this.#background.after(processingMs, () => {
        this.#byId.set(submissionId, { ...accepted, ...outcome(isRepeated ? refuse : work) });
      });
    });
    return submissionId;
  }

  find(kind: SubmissionKind, submissionId: string): Submission | undefined {
    const submission = this.#byId.get(submissionId);
    return submission?.kind === kind ? submission : undefined;
  }

  reset(): void {
    this.#byId.clear();
    this.#references.clear();
  }
}

function outcome(work: () => string): Pick<Submission, 'status' | 'rowId' | 'errors'> {
  try {
    return { status: 'Succeeded', rowId: work(), errors: null };
  } catch (error) {
    if (!(error instanceof SubmissionFailed)) throw error;
    return { status: 'Failed', rowId: null, errors: error.errors };
  }
}

function refuse(): never {
  throw new SubmissionFailed(DUPLICATE);
}
