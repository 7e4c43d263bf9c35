import type { Backend, Provider } from '../../model/model.ts';

/** Where what a stand-in stands in for really is, in the environments that reach it. */
export interface OutsideUrls {
  readonly stagingUrl: string;
  readonly productionUrl: string;
}

/**
 * The providers' own addresses. APNs' sandbox is for what a developer has put on a phone, the other one for what came from TestFlight or
 * the store: https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
 */
const PROVIDERS: Readonly<Record<Provider['provider'], OutsideUrls>> = {
  fcm: { stagingUrl: 'https://fcm.googleapis.com', productionUrl: 'https://fcm.googleapis.com' },
  apns: { stagingUrl: 'https://api.sandbox.push.apple.com', productionUrl: 'https://api.push.apple.com' },
};

/** Returns those of a push provider, and of a backend, which only its owner knows, some that nobody has. */
export function urlsOf(standIn: Backend | Provider): OutsideUrls {
  if (standIn.tier === 'providers') return PROVIDERS[standIn.provider];
  return {
    stagingUrl: `https://${standIn.name}.staging.example.com`,
    productionUrl: `https://${standIn.name}.example.com`,
  };
}
