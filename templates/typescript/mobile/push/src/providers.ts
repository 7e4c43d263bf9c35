import {
  type CallContext,
  createUpstream,
  isSuccess,
  Problem,
  type Seams,
  type Upstream,
  type UpstreamAnswer,
  type UpstreamRequest,
} from '@lintel/kit';
import type { PushMessage } from './read-message.ts';
import type { Recipient } from './recipients.ts';
import type { ProviderId, PushConfig } from './settings.ts';

/**
 * What came of handing a message to a provider for one device: `gone` if it no longer knows the device, `refused` if it
 * never will take the message, and `later` if it may be tried again, after so many milliseconds if it says so.
 */
export type Outcome =
  | { readonly type: 'delivered' }
  | { readonly type: 'gone' }
  | { readonly type: 'refused' }
  | { readonly type: 'later'; readonly retryAfterMs: number };

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
    // Registered while a provider was configured that no longer is.
    if (upstream === undefined) return { type: 'refused' };
    const request = to.provider === 'fcm' ? fcmRequest : apnsRequest;
    try {
      return outcomeOf(await upstream.call(context, request(message, to.token, config)));
    } catch (error) {
      if (error instanceof Problem) return { type: 'later', retryAfterMs: 0 };
      context.log.error({ err: error }, 'could not hand a message to its provider');
      return { type: 'refused' };
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

function outcomeOf({ status, headers }: UpstreamAnswer): Outcome {
  if (isSuccess(status)) return { type: 'delivered' };
  if (status === 404 || status === 410) return { type: 'gone' };
  if (status !== 429 && status < 500) return { type: 'refused' };
  const seconds = Number(headers['retry-after'] ?? 0);
  return { type: 'later', retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : 0 };
}
