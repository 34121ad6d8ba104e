import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly links?: readonly { readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface WireSpan extends Omit<ReceivedSpan, 'attributes'> {
  readonly attributes: readonly {
    readonly key: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
}

interface Payload {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

/** What takes traces by OTLP over HTTP with JSON, on this machine. */
export async function startReceiver() {
  const bodies: string[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    paths.push(request.url ?? '');
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.once('end', () => {
      bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listens on no port');
  return {
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${address.port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    },
    /** Everything that was received, as it came. */
    text: () => bodies.join('\n'),
    paths: () => paths,
    spans: () => bodies.flatMap((body) => spansOf(JSON.parse(body) as Payload)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function spansOf({ resourceSpans }: Payload): readonly ReceivedSpan[] {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
  return spans.map((span) => ({
    ...span,
    attributes: Object.fromEntries(span.attributes.map(({ key, value }) => [key, plain(value)])),
  }));
}

/** OTLP's wrapped values: `{ stringValue: 'a' }`. */
function plain(value: Readonly<Record<string, unknown>>): unknown {
  const [inner] = Object.values(value);
  if (typeof inner !== 'object' || inner === null || !('values' in inner)) return inner;
  return (inner.values as readonly Readonly<Record<string, unknown>>[]).map(plain);
}
