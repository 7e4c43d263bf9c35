/** What a key is worth where a blueprint leaves it out, as it would be written: for the schema, the docs and the model. */
export const DEFAULTS = {
  device: {
    platforms: { android: '60%', ios: '40%' },
    versions: { '1.0.0': '100%' },
    networks: { '4g': '100%' },
    timeout: '10s',
    population: 1000,
  },
  gateway: { deadline: '3s', cachePer: 'caller', idempotency: 'accepted', per: 'app' },
  frontend: { deadline: '2s' },
  resilience: { timeout: '1s', retries: 0 },
  breaker: { errors: '50%', over: 20, open: '5s' },
  storage: { engine: 'sqlite', size: '1Gi' },
  behaves: { p50: '20ms', p99: '100ms', errors: '0%' },
  scenario: { for: '30s' },
  fault: { share: '100%', jitter: '0ms', status: 503 },
} as const;
