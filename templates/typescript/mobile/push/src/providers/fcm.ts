import { createUpstream, type Seams, type UpstreamRequest } from '@lintel/kit';
import type { PushMessage } from '../read-message.ts';
import type { PushConfig } from '../settings.ts';
import { createAccessToken } from './access-token.ts';
import { noAuthorization, type Provider, providerTimeoutMs } from './provider.ts';

/** Returns how Firebase Cloud Messaging, or what stands in for it, is spoken to: by its HTTP v1 API. */
export function fcm(url: string, { name, fcmProject, fcmAccount }: PushConfig, seams: Seams): Provider {
  const path = `/v1/projects/${encodeURIComponent(fcmProject)}/messages:send`;
  return {
    upstream: createUpstream(`${name}-fcm`, url, seams),
    requestFor: (message, token) => requestFor(path, message, token),
    authorization: fcmAccount === null ? noAuthorization : createAccessToken(fcmAccount, seams),
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send */
function requestFor(path: string, message: PushMessage, token: string): UpstreamRequest {
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
    path,
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
