import type { ServiceConfig } from '@lintel/kit';
import type { ProviderKey, ServiceAccount } from './providers/credentials.ts';

/** What the push service is told: which providers it hands messages to, and how long it keeps them. */
export interface PushConfig extends ServiceConfig {
  /** URLs of Firebase Cloud Messaging and of the Apple Push Notification service, or of what stands in for them. */
  readonly providers: { readonly [P in ProviderId]?: string };
  /** Firebase project that messages are sent for. */
  readonly fcmProject: string;
  /** Who this service is to Google; null: it does not say, which a stand-in does not ask for. */
  readonly fcmAccount: ServiceAccount | null;
  /** Bundle id of the application that messages are sent for. */
  readonly apnsTopic: string;
  /** What proves to Apple who sends; null: nothing, which a stand-in does not ask for. */
  readonly apnsKey: ProviderKey | null;
  /** How long messages and their counts are kept after they were sent, where their time to live is not longer. */
  readonly retentionMs: number;
}

export type ProviderId = 'fcm' | 'apns';
