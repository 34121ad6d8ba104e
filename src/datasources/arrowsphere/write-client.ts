import { UpstreamErrorCode, UpstreamFailure } from '../../errors.js';
import type { UpstreamRequest } from '../../upstream/request.js';
import type { OperationScope } from '../../upstream/scope.js';
import type { Transport } from '../../upstream/transport.js';
import { readObject, readObjects, type Wire } from '../reading.js';
import type { WriteOutcome } from '../writes.js';
import { userErrorsOf, type Places } from './refusals.js';
import { readData } from './wire.js';

export interface WriteRequest<Made> {
  /** Without a body `{}` goes out, as from the vendor's clients (ArrowSphere 1.1). */
  readonly request: Omit<UpstreamRequest, 'body'> & { readonly body?: Wire };
  readonly places: Places;
  /** What was made, out of the answer's `data`; null where that cannot be read. */
  readonly made: (data: unknown) => Made | null;
}

/** Sends writes, each once, and reads back rows as they stand on the wire, to compare them with what was sent. */
export class ArrowSphereWriteClient {
  constructor(
    readonly sourceId: string,
    private readonly transport: Transport,
  ) {}

  async write<Made>(
    { request, places, made }: WriteRequest<Made>,
    scope: OperationScope,
  ): Promise<WriteOutcome<Made>> {
    const { answer, refusal } = await this.transport.write({ body: {}, ...request }, scope);
    if (refusal !== undefined) return { kind: 'refused', userErrors: userErrorsOf(refusal, places) };
    const result = made(readData(answer.body));
    if (result !== null) return { kind: 'done', made: result };
    throw new UpstreamFailure(UpstreamErrorCode.BAD_RESPONSE, this.sourceId, {
      message: `Source '${this.sourceId}' answered a write without telling what it made.`,
      upstreamStatus: answer.status,
      mayHaveHappened: true,
    });
  }

  /** Null where there is no such customer. */
  async customerRow(reference: string, scope: OperationScope): Promise<Wire | null> {
    const data = await this.#data('/customers/{reference}', { params: { reference } }, scope);
    return readObjects(readObject(data)?.customers)[0] ?? null;
  }

  /** Customers to whom the upstream thinks an address belongs; which of their two addresses it looks at is not known. */
  async customerRowsByEmail(email: string, scope: OperationScope): Promise<readonly Wire[]> {
    return readObjects(readObject(await this.#data('/customers', { query: { email } }, scope))?.customers);
  }

  /** Null where there is no such contact. */
  async contactRow(reference: string, contact: string, scope: OperationScope): Promise<Wire | null> {
    const params = { reference, contact };
    return readObject(await this.#data('/customers/{reference}/contacts/{contact}', { params }, scope));
  }

  async #data(
    path: string,
    rest: Pick<UpstreamRequest, 'params' | 'query'>,
    scope: OperationScope,
  ): Promise<unknown> {
    const answer = await this.transport.find({ method: 'GET', path, ...rest }, scope);
    return answer === null ? null : readData(answer.body);
  }
}
