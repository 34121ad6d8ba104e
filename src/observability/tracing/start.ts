import { NodeSDK, resources } from '@opentelemetry/sdk-node';
import { GraphTracing } from './graph-tracing.js';
import type { Tracing } from './tracing.js';

/**
 * Traces by OpenTelemetry's SDK, as its standard `OTEL_*` variables say where to and how.
 *
 * Spans are this graph's own: instrumentation of HTTP would need a loader hook and tell URLs, with their ids and queries.
 * Of the process only what `OTEL_RESOURCE_ATTRIBUTES` and `OTEL_SERVICE_NAME` say is told: not its command line.
 */
export function startTracing(): Tracing {
  const { defaultResource, envDetector, resourceFromAttributes } = resources;
  const sdk = new NodeSDK({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': 'partner-graph' })),
    resourceDetectors: [envDetector],
    // Metrics are for Prometheus and the log goes to standard error, whatever else the variables ask for.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return new GraphTracing(() => sdk.shutdown());
}
