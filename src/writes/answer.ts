import type { Contact } from '../types/contact.js';
import type { CreatedUser } from '../types/created-user.js';
import type { CustomerInvitation } from '../types/invitation.js';
import type { UserError } from '../types/user-error.js';

/**
 * What a mutation answers, as it is kept to be answered again: ids rather than rows, so that a repeated answer
 * shows things as they are, and nothing that may be shown only once.
 */
export interface WriteAnswer {
  readonly sourceId: string;
  /** The upstream's own ids. */
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly operationId: string | null;
  readonly contact: Contact | null;
  readonly invitation: CustomerInvitation | null;
  readonly userErrors: readonly UserError[];
}

/** An answer and what is shown with it this one time. */
export interface FirstAnswer {
  readonly answer: WriteAnswer;
  readonly createdUser: CreatedUser | null;
  /** Answered before: nothing was written this time. */
  readonly isRepeated: boolean;
}

/** What a write made, in the terms of an answer. */
export type Made = Partial<Pick<WriteAnswer, 'customerId' | 'orderId' | 'contact' | 'invitation'>> & {
  readonly createdUser?: CreatedUser | null;
};

export function answerOf(sourceId: string, made: Made, operationId: string | null = null): FirstAnswer {
  const { customerId = null, orderId = null, contact = null, invitation = null, createdUser = null } = made;
  return {
    answer: { sourceId, customerId, orderId, operationId, contact, invitation, userErrors: [] },
    createdUser,
    isRepeated: false,
  };
}

export function refusal(sourceId: string, userErrors: readonly UserError[]): FirstAnswer {
  const { answer } = answerOf(sourceId, {});
  return { answer: { ...answer, userErrors }, createdUser: null, isRepeated: false };
}
