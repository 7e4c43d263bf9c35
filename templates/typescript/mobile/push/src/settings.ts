import type { ServiceConfig } from '@lintel/kit';

/** What the push service is told: which providers it hands messages to, and how long it keeps them. */
export interface PushConfig extends ServiceConfig {
  /** URLs of Firebase Cloud Messaging and of the Apple Push Notification service, or of what stands in for them. */
  readonly providers: { readonly [P in ProviderId]?: string };
  /** Firebase project that messages are sent for. */
  readonly fcmProject: string;
  /** Bundle id of the application that messages are sent for. */
  readonly apnsTopic: string;
  /** How long messages and their counts are kept after they were sent, where their time to live is not longer. */
  readonly retentionMs: number;
}

export type ProviderId = 'fcm' | 'apns';
