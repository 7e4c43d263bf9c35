import type { KindId } from '../../kinds/kind.ts';

/** The gateway of a blueprint from answers. */
export const gatewayName = 'mobile-api';

/** The mobile services of a blueprint from answers, by their kinds. */
export const serviceNames: Readonly<Record<KindId, string>> = {
  identity: 'identity',
  security: 'app-check',
  sync: 'sync',
  push: 'push',
  metrics: 'analytics',
};
