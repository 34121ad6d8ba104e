/** An answer other than success; `type` null is one without a body, as 401 and 403 have no documented one. */
export class CloudCockpitError extends Error {
  readonly status: number;
  readonly type: string | null;
  readonly errors: readonly PropertyError[] | null;

  constructor(
    status: number,
    type: string | null,
    description: string,
    errors: readonly PropertyError[] | null = null,
  ) {
    super(description);
    this.status = status;
    this.type = type;
    this.errors = errors;
  }

  body(correlationId: string): object {
    return {
      statusCode: this.status,
      type: this.type,
      description: this.message,
      correlationId,
      errors: this.errors,
    };
  }
}

export interface PropertyError {
  readonly propertyName: string;
  readonly description: readonly string[];
}

export function invalid(propertyName: string, ...description: readonly string[]): CloudCockpitError {
  return invalidProperties([{ propertyName, description }]);
}

export function invalidProperties(errors: readonly PropertyError[]): CloudCockpitError {
  return new CloudCockpitError(400, 'ValidationError', 'One or more properties are invalid.', errors);
}

export function unauthorized(): CloudCockpitError {
  return new CloudCockpitError(401, null, 'no valid token');
}

export function forbidden(): CloudCockpitError {
  return new CloudCockpitError(403, null, 'no relation');
}

export function customerNotFound(): CloudCockpitError {
  return new CloudCockpitError(404, 'NotFound', 'The customer was not found.');
}

/** What the server's own framework refuses is the caller's doing below 500, the sandbox's from there on. */
export function unforeseen(error: Error & { readonly statusCode?: number }): CloudCockpitError {
  if (error.statusCode !== undefined && error.statusCode < 500) return invalid('Body', error.message);
  return new CloudCockpitError(500, 'InternalError', error.message, []);
}
