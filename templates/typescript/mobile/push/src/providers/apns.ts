import { createUpstream, type Seams, type UpstreamRequest } from '@lintel/kit';
import type { PushMessage } from '../read-message.ts';
import type { PushConfig } from '../settings.ts';
import { Http2Connection } from './http2-connection.ts';
import { noAuthorization, type Provider, providerTimeoutMs } from './provider.ts';
import { createProviderToken } from './provider-token.ts';

/** Returns how the Apple Push Notification service is spoken to: by HTTP/2, and what stands in for it as any other service. */
export function apns(url: string, { name, apnsTopic, apnsKey }: PushConfig, seams: Seams): Provider {
  const { protocol, origin } = new URL(url);
  const connection = protocol === 'https:' ? new Http2Connection(origin) : null;
  const dispatcher = connection ?? seams.dispatcher;
  return {
    upstream: createUpstream(`${name}-apns`, url, { ...seams, dispatcher }),
    requestFor: (message, token) => requestFor(apnsTopic, message, token),
    authorization: apnsKey === null ? noAuthorization : createProviderToken(apnsKey, seams.clock),
    close: () => connection?.close(),
  };
}

/** https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
function requestFor(topic: string, message: PushMessage, token: string): UpstreamRequest {
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
      'apns-topic': topic,
      'apns-push-type': isSilent ? 'background' : 'alert',
      'apns-priority': message.isUrgent && !isSilent ? '10' : '5',
      ...(consolidationKey === null ? {} : { 'apns-collapse-id': consolidationKey }),
      ...(expiresAt === null ? {} : { 'apns-expiration': String(Math.floor(expiresAt / 1000)) }),
    },
    body: { ...message.userData, messageId: message.id, aps },
    resilience: { timeoutMs: providerTimeoutMs },
  };
}
