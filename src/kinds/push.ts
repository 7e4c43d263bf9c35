import type { Kind } from './kind.ts';

/** Push notifications; the API is the one of AeroGear's unifiedpush-server. */
export const push: Kind = {
  id: 'push',
  title: 'Push notifications',
  summary: 'Keeps which devices want which messages, and hands messages to the push providers.',
  operations: [
    {
      name: 'register',
      method: 'POST',
      path: '/push/registry/device',
      summary: 'Register this device, or renew its registration',
      audience: 'device',
      public: false,
    },
    {
      name: 'opened',
      method: 'PUT',
      path: '/push/registry/device/pushMessage/{id}',
      summary: 'Count that a message was opened',
      audience: 'device',
      public: false,
    },
    {
      name: 'unregister',
      method: 'DELETE',
      path: '/push/registry/device/{token}',
      summary: 'Remove the registration of a device',
      audience: 'device',
      public: false,
    },
    {
      name: 'send',
      method: 'POST',
      path: '/sender',
      summary: 'Send a message to all devices that meet the criteria; answered with 202',
      audience: 'service',
      public: false,
    },
  ],
  step: {
    key: 'subscribe',
    summary: 'Register this device for a category of messages',
    operations: ['register'],
  },
  settings: {
    providers: {
      type: 'array',
      items: { type: 'string', enum: ['fcm', 'apns'] },
      minItems: 1,
      maxItems: 2,
      description:
        'Push providers that messages go out by: fcm for Android, apns for iOS. Each is a stand-in named after the service.',
      default: ['fcm', 'apns'],
      examples: [['fcm']],
    },
    retention: {
      quantity: 'duration',
      description:
        'How long a message, its counts and its idempotency key are kept after it was sent; for its time to live, if that is longer.',
      default: '30d',
      examples: ['7d'],
    },
  },
};
