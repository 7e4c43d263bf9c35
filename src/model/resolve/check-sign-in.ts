import type { GatewayView } from '../gateway-view.ts';
import type { Declared } from './declared-names.ts';
import { type Resolution, reportAt } from './resolution.ts';

/** Reports what keeps phones from getting the token that their gateway asks for; the first reason is enough. */
export function checkSignIn(work: Resolution, app: Declared, view: GatewayView): void {
  const { gateway } = view;
  const identity = gateway.authenticates;
  if (identity === null) return;
  const before = identity.kind.operations.filter((one) => one.audience === 'device' && one.public);
  for (const operation of before) {
    const route = view.route(operation.path);
    // Reported at the route.
    if (route === 'broken') continue;
    if (route?.to.name === identity.name && route.public) continue;
    const call = `${operation.method} ${operation.path}`;
    if (route?.to.name === identity.name) {
      reportAt(work, route, {
        rule: 'sign-in',
        message: `route "${route.pattern}" asks for a token, but "${call}" is how phones get one`,
        hint: 'set "public: true" or leave "public" out',
      });
      continue;
    }
    reportAt(work, gateway, {
      rule: 'sign-in',
      message: `API gateway "${gateway.name}" asks phones of "${app.name}" for a token, but has no route for "${call}"`,
      hint: `add the route "/auth/**: { to: ${identity.name} }"`,
    });
    return;
  }
}
