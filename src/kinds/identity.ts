import type { Kind } from './kind.ts';

/** Client registration (RFC 7591), client credentials (RFC 6749 section 4.4) and signing keys (RFC 7517). */
export const identity: Kind = {
  id: 'identity',
  title: 'Identity',
  summary: 'Registers applications on devices, issues access tokens and publishes the keys to verify them.',
  operations: [
    {
      name: 'register',
      method: 'POST',
      path: '/auth/register',
      summary: 'Register this application on this device',
      audience: 'device',
      public: true,
    },
    {
      name: 'token',
      method: 'POST',
      path: '/auth/token',
      summary: 'Get an access token',
      audience: 'device',
      public: true,
    },
    {
      name: 'keys',
      method: 'GET',
      path: '/auth/jwks',
      summary: 'Keys that tokens are verified with',
      audience: 'service',
      public: true,
    },
  ],
  step: null,
  settings: {
    'token-lifetime': {
      quantity: 'duration',
      description: 'How long an access token is valid.',
      default: '300s',
      examples: ['15m'],
    },
  },
};
