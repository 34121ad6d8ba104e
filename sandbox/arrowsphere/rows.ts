/** Rows as they stand on the wire: only what the routes look at is typed, oddities may change everything else. */
export type CustomerRow = Readonly<Record<string, unknown>> & { readonly Reference: string };

export type OrderRow = Readonly<Record<string, unknown>> & {
  readonly reference: string;
  readonly status: string;
  readonly dateStatus: string;
  readonly dateCreation: string;
  readonly customer: { readonly reference: string; readonly link: string };
};

export type ContactRow = Readonly<Record<string, unknown>> & {
  readonly reference: string;
  readonly email: string;
};

export type InvitationRow = Readonly<Record<string, unknown>> & {
  readonly code: string;
  readonly company: { readonly reference: string };
  readonly contact: Readonly<Record<string, unknown>> & { readonly reference: string };
};

/** One run of a customer's set-up with, or move to, a vendor's program. */
export interface ProvisionRow {
  readonly status: string;
  readonly message: string;
  /** An object map for `node`, a list of pairs for `php` (ArrowSphere 1.2): both are out there. */
  readonly attributes:
    Readonly<Record<string, string>> | readonly { readonly name: string; readonly value: string }[];
}

export type UnknownLicenseRow = Readonly<Record<string, unknown>> & { readonly vendorReferenceId: string };
