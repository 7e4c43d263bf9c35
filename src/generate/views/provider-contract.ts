import type { Provider } from '../../model/model.ts';

/**
 * Returns what is used of a push provider's API, in the form of a stand-in's contract.
 * Firebase Cloud Messaging HTTP v1: firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send.
 * Apple Push Notification service: developer.apple.com, "Sending notification requests to APNs".
 */
export function providerContract(provider: Provider['provider']): object {
  const common = { protocol: 'rest', basePath: '', soap: null, schemas: {} };
  return provider === 'fcm'
    ? { ...common, title: 'Firebase Cloud Messaging', operations: [SEND_BY_FCM] }
    : { ...common, title: 'Apple Push Notification service', operations: [SEND_BY_APNS] };
}

const SEND_BY_FCM = {
  id: 'sendMessage',
  method: 'POST',
  path: '/v1/projects/{project}/messages:send',
  parameters: [{ name: 'project', in: 'path', required: true }],
  request: { type: 'object', properties: { message: { type: 'object' } }, required: ['message'] },
  requestRequired: true,
  response: {
    status: 200,
    mediaType: 'application/json',
    schema: null,
    examples: [{ name: 'projects/stand-in/messages/0:1500415314455276%31bd1c9631bd1c96' }],
  },
  soap: null,
};

const SEND_BY_APNS = {
  id: 'sendMessage',
  method: 'POST',
  path: '/3/device/{token}',
  parameters: [{ name: 'token', in: 'path', required: true }],
  request: { type: 'object', properties: { aps: { type: 'object' } }, required: ['aps'] },
  requestRequired: true,
  response: { status: 200, mediaType: '', schema: null, examples: [] },
  soap: null,
};
