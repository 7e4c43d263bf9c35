import {
  type CallContext,
  createUpstream,
  Problem,
  type Seams,
  type Upstream,
  type UpstreamRequest,
} from '@lintel/kit';
import { type Outcome, outcomeOf } from './provider-answers.ts';
import type { PushMessage } from './read-message.ts';
import type { Recipient } from './recipients.ts';
import type { ProviderId, PushConfig } from './settings.ts';

/** Hands a message to the provider of a device. Never throws. */
export type Deliver = (context: CallContext, message: PushMessage, to: Recipient) => Promise<Outcome>;

/** How long a provider may take. */
export const providerTimeoutMs = 4000;

/** Returns how messages are delivered by the configured providers. */
export function createDelivery(config: PushConfig, seams: Seams): Deliver {
  const upstreams = new Map<ProviderId, Upstream>();
  for (const id of ['fcm', 'apns'] as const) {
    const url = config.providers[id];
    if (url !== undefined) upstreams.set(id, createUpstream(`${config.name}-${id}`, url, seams));
  }
  return async (context, message, to) => {
    const upstream = upstreams.get(to.provider);
    const failure = { provider: to.provider, status: 'no answer', reason: null } as const;
    // Registered while a provider was configured that no longer is.
    if (upstream === undefined) return { type: 'refused', failure: { ...failure, status: 'not configured' } };
    const request = to.provider === 'fcm' ? fcmRequest : apnsRequest;
    try {
      return outcomeOf(await upstream.call(context, request(message, to.token, config)), to);
    } catch (error) {
      if (error instanceof Problem) return { type: 'later', failure, retryAfterMs: 0 };
      context.log.error({ err: error }, 'could not hand a message to its provider');
      return { type: 'refused', failure };
    }
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send */
function fcmRequest(message: PushMessage, token: string, config: PushConfig): UpstreamRequest {
  const { alert, sound, badge, consolidationKey } = message;
  const data = Object.entries(message.userData).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const notification = {
    ...(sound === null ? {} : { sound }),
    ...(badge === null ? {} : { notification_count: badge }),
  };
  return {
    operation: 'sendMessage',
    method: 'POST',
    path: `/v1/projects/${encodeURIComponent(config.fcmProject)}/messages:send`,
    body: {
      message: {
        token,
        data: { ...Object.fromEntries(data), messageId: message.id },
        ...(alert === null ? {} : { notification: { body: alert } }),
        android: {
          priority: message.isUrgent ? 'HIGH' : 'NORMAL',
          ...(consolidationKey === null ? {} : { collapse_key: consolidationKey }),
          ...(message.ttlSeconds === null ? {} : { ttl: `${message.ttlSeconds}s` }),
          ...(alert === null ? {} : { notification }),
        },
      },
    },
    resilience: { timeoutMs: providerTimeoutMs },
  };
}

/** https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
function apnsRequest(message: PushMessage, token: string, config: PushConfig): UpstreamRequest {
  const { alert, sound, badge, consolidationKey, expiresAt } = message;
  const isSilent = alert === null && badge === null;
  const aps = {
    ...(alert === null ? {} : { alert }),
    ...(sound === null ? {} : { sound }),
    ...(badge === null ? {} : { badge }),
    ...(isSilent ? { 'content-available': 1 } : {}),
  };
  return {
    operation: 'sendMessage',
    method: 'POST',
    path: `/3/device/${encodeURIComponent(token)}`,
    headers: {
      'apns-topic': config.apnsTopic,
      'apns-push-type': isSilent ? 'background' : 'alert',
      'apns-priority': message.isUrgent && !isSilent ? '10' : '5',
      ...(consolidationKey === null ? {} : { 'apns-collapse-id': consolidationKey }),
      ...(expiresAt === null ? {} : { 'apns-expiration': String(Math.floor(expiresAt / 1000)) }),
    },
    body: { ...message.userData, messageId: message.id, aps },
    resilience: { timeoutMs: providerTimeoutMs },
  };
}
