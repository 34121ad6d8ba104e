/** How a contender is started: a command that serves GraphQL on a port of this machine. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where it serves GraphQL; `/graphql` by default. */
  readonly path?: string;
}

export interface LaunchOptions {
  readonly port: number;
  /** `http://…/<contender>`, before `/arrow`, `/cockpit`, `/dkh` and `/ion`. */
  readonly upstream: string;
}

export interface Contender {
  /** Short, as the tables and `--only` say it. */
  readonly name: string;
  /** What it is, in a sentence. */
  readonly description: string;
  readonly versions: () => string;
  /** Why it cannot run here; null where it can. */
  readonly missing: () => string | null;
  /** The workloads that it takes part in; all where there are none. */
  readonly workloads?: readonly string[];
  /** The workloads that it cannot do, and why. */
  readonly impossible?: Readonly<Record<string, string>>;
  readonly launch: (options: LaunchOptions) => Launch | Promise<Launch>;
}
