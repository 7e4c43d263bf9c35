import type { Kind } from './kind.ts';

/** Events of mobile applications; the API is the one of AeroGear's app-metrics. */
export const metrics: Kind = {
  id: 'metrics',
  title: 'Mobile metrics',
  summary: 'Takes events from applications and counts them.',
  operations: [
    {
      name: 'record',
      method: 'POST',
      path: '/metrics',
      summary: 'Record one event; answered with 204',
      audience: 'device',
      public: false,
    },
    {
      name: 'summary',
      method: 'GET',
      path: '/summary',
      summary: 'Counts by type, platform and version',
      audience: 'service',
      public: false,
    },
  ],
  step: { key: 'track', summary: 'Record an event by its name', operations: ['record'] },
  settings: {
    retention: {
      quantity: 'duration',
      description: 'How long single events are kept.',
      default: '30d',
      examples: ['7d'],
    },
  },
};
