import { lazily } from '../../model/memo.ts';
import type { Gateway, MobileService, Model } from '../../model/model.ts';
import { gatewayApi } from './open-api/gateway-api.ts';
import { type PackageView, packageView, type SettingView } from './package.ts';
import { callView } from './workload.ts';

/** The API gateway. */
export interface GatewayView extends PackageView {
  readonly deadlineMs: number;
  /** Null: nothing is authenticated. */
  readonly identity: IdentityView | null;
  readonly hasIdentity: boolean;
  readonly plans: readonly object[];
  readonly routes: readonly object[];
  readonly upstreams: readonly SettingView[];
  /** Made where it is asked for, as all views of a system are at once. */
  readonly openApi: object;
}

export interface IdentityView {
  readonly name: string;
  readonly variable: string;
  readonly url: string;
  readonly keysPath: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Returns the view of a gateway. */
export function gatewayView(model: Model, gateway: Gateway): GatewayView {
  const view = packageView(model, gateway);
  const targets = new Set(gateway.routes.map(({ to }) => to.name));
  const openApi = lazily(() => gatewayApi(model, gateway));
  return {
    ...view,
    deadlineMs: gateway.deadlineMs,
    identity: gateway.authenticates === null ? null : identityView(model, gateway.authenticates),
    hasIdentity: gateway.authenticates !== null,
    plans: gateway.plans.map(({ name, ratePerSecond, burst, per }) => ({ name, ratePerSecond, burst, per })),
    routes: gateway.routes.map((route) => ({
      pattern: route.pattern,
      to: route.to.name,
      cacheMs: route.cacheMs,
      cachePer: route.cachePer,
      idempotency: route.idempotency,
      public: route.public,
    })),
    upstreams: view.calls.filter(({ name }) => targets.has(name)),
    get openApi() {
      return openApi();
    },
  };
}

/** Returns who issues tokens in the name of an identity service, and for whom: both sides must agree on it. */
export function tokenNames(model: Model, identity: MobileService) {
  return { issuer: callView(identity.name).url, audience: model.name };
}

function identityView(model: Model, identity: MobileService): IdentityView {
  const keys = identity.kind.operations.find(({ name }) => name === 'keys');
  if (keys === undefined)
    throw new Error(`${identity.path}: a service of kind ${identity.kind.id} has no keys`);
  return { ...callView(identity.name), keysPath: keys.path, ...tokenNames(model, identity) };
}
