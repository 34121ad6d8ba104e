/** A word of our own making, such as an error's code or a class. */
const WORD = /^[A-Za-z_$][\w$]{0,63}$/;

/** What would break a line, or a terminal. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** What mostly comes: nothing of it needs a look with Unicode's tables. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Text from outside, on one line and not longer than `max`. */
export function safeText(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  return PLAIN.test(value) && value.length <= max ? value : value.slice(0, max).replace(CONTROL, '?');
}

/** Undefined for everything but a plain word. */
export function safeWord(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined;
}
