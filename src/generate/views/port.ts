/** Port on which every service listens in a container. */
export const SERVICE_PORT = 8080;

/** Port on which it answers what it counts, where it is told to: that of OpenTelemetry's exporters for Prometheus. */
export const METRICS_PORT = 9464;
