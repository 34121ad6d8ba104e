/**
 * One reason why the configuration cannot be used.
 * None of the three texts ever holds a value of the file or of the environment: any of them may be a secret.
 * The one exception is the id of a source, which the graph gives out anyway.
 */
export interface ConfigurationFault {
  /** The path in the file, a flag, a variable of the environment, or `file:line:column`. */
  readonly path: string;
  readonly problem: string;
  /** What would be right. */
  readonly remedy: string;
}

export function faultLine({ path, problem, remedy }: ConfigurationFault): string {
  return `${path}: ${problem}; ${remedy}`;
}
