/** A word of our own making, such as an error's code or a class. */
const WORD = /^[A-Za-z_$][\w$]{0,63}$/;

/** What would break a line, or a terminal. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** Text from outside, on one line and not longer than `max`. */
export function safeText(value: unknown, max: number): string | undefined {
  return typeof value === 'string' ? value.slice(0, max).replace(CONTROL, '?') : undefined;
}

/** Undefined for everything but a plain word. */
export function safeWord(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined;
}
