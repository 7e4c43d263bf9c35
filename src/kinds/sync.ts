import type { Kind } from './kind.ts';

/** Data synchronisation by checkpoint, with conflict resolution as in AeroGear's voyager and graphback. */
export const sync: Kind = {
  id: 'sync',
  title: 'Data synchronisation',
  summary: 'Keeps collections that devices change while offline, and brings both sides together.',
  operations: [
    {
      name: 'pull',
      method: 'GET',
      path: '/sync/{collection}',
      summary: 'Changes since a checkpoint',
      audience: 'device',
      public: false,
    },
    {
      name: 'push',
      method: 'POST',
      path: '/sync/{collection}',
      summary: 'Hand in local changes; answered with what was accepted and what conflicts',
      audience: 'device',
      public: false,
    },
  ],
  step: {
    key: 'sync',
    summary: 'Push pending local changes of a collection, then pull',
    operations: ['push', 'pull'],
  },
  settings: {
    collections: {
      type: 'object',
      description: 'Collections that devices may synchronise, by name.',
      propertyNames: { pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,62}$' },
      default: {},
      examples: [{ orders: { conflict: 'merge-fields' } }],
      additionalProperties: {
        type: 'object',
        description: 'One collection.',
        additionalProperties: false,
        properties: {
          conflict: {
            type: 'string',
            enum: ['client-wins', 'server-wins', 'merge-fields', 'reject'],
            description:
              'What happens when device and server changed the same item: one of them wins, changes to different fields are merged, or the change is handed back.',
            default: 'merge-fields',
            examples: ['server-wins'],
          },
        },
      },
    },
    tombstones: {
      quantity: 'duration',
      description:
        'How long a deleted item is remembered; a device that was away for longer synchronises from the start.',
      default: '2d',
      examples: ['7d'],
    },
  },
};
