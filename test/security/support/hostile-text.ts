import fc from 'fast-check';

/** Texts that have opened other people's doors. */
export const HOSTILE: readonly string[] = [
  ...[
    '../',
    '..',
    '.',
    '../../admin',
    '%2e%2e',
    '%2e%2e%2f',
    '?x=1',
    'a?x=1&y=2',
    '#',
    'a#b',
    '&',
    '/',
    '//',
    '//evil',
  ],
  ...[
    '\\',
    ':',
    ':cancel',
    ';',
    ';x=1',
    '-',
    ',',
    'a,b',
    '@',
    '%',
    '%00',
    '%0d%0ax-evil: 1',
    '\r\nx-evil: 1',
    '\n',
    '\0',
  ],
  ...[
    '\u0085',
    '\u2028',
    '\u202e',
    '\ud800',
    'é',
    '😀',
    '{reference}',
    '__proto__',
    'customer:arrow:1',
    'http://evil/',
  ],
];

/** Any text, and any with hostile parts. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 8 })), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
