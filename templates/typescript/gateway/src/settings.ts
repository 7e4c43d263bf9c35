import type { ServiceConfig } from '@lintel/kit';

/** What the gateway is told: where its routes lead, and what it asks of whoever comes in. */
export interface GatewayConfig extends ServiceConfig {
  /** The most that all services behind the gateway may take together, from when they have a request until its answer begins. */
  readonly deadlineMs: number;
  /** Null: nothing is authenticated. */
  readonly identity: Identity | null;
  readonly plans: readonly Plan[];
  readonly routes: readonly Route[];
  /** URLs of the services that routes lead to, by name. */
  readonly upstreams: Readonly<Record<string, string>>;
  /** The longest body that is let through. */
  readonly bodyBytes: number;
  /** The most that the cache of answers may hold. */
  readonly cacheBytes: number;
}

/** The service whose keys sign the tokens that are accepted. */
export interface Identity {
  readonly name: string;
  readonly url: string;
  readonly keysPath: string;
  readonly issuer: string;
  readonly audience: string;
}

/** How many requests are let through for one app, or for one device of it. */
export interface Plan {
  readonly name: string;
  readonly ratePerSecond: number;
  readonly burst: number;
  readonly per: 'app' | 'device';
}

export interface Route {
  /** `/home`, `/products/{sku}`, or with a trailing `/**` for the path itself and everything below. */
  readonly pattern: string;
  /** Name of the service. */
  readonly to: string;
  /** How long the answer to a GET may be given again; null: not at all. */
  readonly cacheMs: number | null;
  readonly cachePer: 'caller' | 'everyone';
  readonly idempotency: 'required' | 'accepted';
  /** True: no token is asked for. */
  readonly public: boolean;
}
