import type { GatewayConfig } from '../src/settings.ts';

/** For tests: a gateway that lets everybody in, and leads from `/things` to the service `shop`. */
export const oneRoute: GatewayConfig = {
  name: 'gateway',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: '',
  deadlineMs: 3000,
  identity: null,
  plans: [],
  routes: [
    {
      pattern: '/things',
      to: 'shop',
      cacheMs: null,
      cachePer: 'caller',
      idempotency: 'accepted',
      public: false,
    },
  ],
  upstreams: { shop: 'http://shop:8080' },
  bodyBytes: 1000,
  cacheBytes: 0,
};
