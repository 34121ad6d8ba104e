import type { Sandbox } from '../../sandbox/index.js';

/** The sandbox, in place of a configuration file; it starts only when it is asked for the document. */
export class StandIn {
  #sandbox: Sandbox | undefined;

  /** What a configuration file over the sandbox would say. */
  async document(): Promise<unknown> {
    // Imported here, so that a graph over real sources never loads it.
    const { sandboxSources, startSandbox } = await import('../../sandbox/index.js');
    this.#sandbox = await startSandbox({ port: 4100 }).catch((error: unknown) => {
      if (isPortTaken(error)) return startSandbox();
      throw error;
    });
    // In memory: the sandbox begins anew with every start, and tokens kept from the last one would be refused.
    return { store: { url: 'memory:' }, sources: sandboxSources(this.#sandbox.url) };
  }

  /** Undefined where there is a configuration file. */
  get url(): string | undefined {
    return this.#sandbox?.url;
  }

  async close(): Promise<void> {
    await this.#sandbox?.close();
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
