import type { Kind } from './kind.ts';

const VERSION = '^[0-9A-Za-z][0-9A-Za-z.+-]{0,62}$';

/** Whether a version of an application may run; the API is the one of AeroGear's mobile-security-service. */
export const security: Kind = {
  id: 'security',
  title: 'Mobile security',
  summary: 'Tells an application whether its version may still run, and counts launches.',
  operations: [
    {
      name: 'check',
      method: 'POST',
      path: '/security/init',
      summary: 'Ask whether this version may run',
      audience: 'device',
      public: false,
    },
  ],
  step: {
    key: 'check',
    summary: 'Ask whether this version of the application may run',
    operations: ['check'],
  },
  settings: {
    'minimum-version': {
      type: 'string',
      pattern: VERSION,
      description: 'Versions before this one are told to stop. Without it, none is.',
      examples: ['1.2.0'],
    },
    'disabled-versions': {
      type: 'array',
      items: { type: 'string', pattern: VERSION },
      maxItems: 1000,
      description: 'Single versions that are told to stop.',
      default: [],
      examples: [['1.3.1']],
    },
  },
};
