import type { Environment } from './interpolate.js';

/** Each of these says where traces go, or how. */
const WANTED_BY = [
  'OTEL_TRACES_EXPORTER',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
];

/** Whether OpenTelemetry's standard variables ask for traces; what else they say, its SDK reads. */
export function isTracingWanted(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false;
  return WANTED_BY.some((name) => (env[name] ?? '') !== '');
}
