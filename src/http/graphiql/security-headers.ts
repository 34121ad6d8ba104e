const POLICY = {
  'default-src': "'self'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  // Monaco, the editor inside GraphiQL, writes its themes into style elements.
  'style-src': "'self' 'unsafe-inline'",
  // GraphiQL's style sheet carries its fonts and icons as data.
  'font-src': "'self' data:",
  'img-src': "'self' data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** For every answer of the GraphiQL routes; workers obey the policy that comes with their own script. */
export const SECURITY_HEADERS = {
  'content-security-policy': Object.entries(POLICY)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; '),
  'x-content-type-options': 'nosniff',
  // GraphiQL keeps the query in the page's address.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;
