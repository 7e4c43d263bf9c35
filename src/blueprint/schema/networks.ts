import { closed, mapOf, quantity, type Schema } from './parts.ts';

/** Returns the schema of `networks`: networks of the user's own, beside the presets. */
export function networksSchema(): Schema {
  const network = closed(
    {
      'round-trip': quantity('duration', {
        description: 'Round trip between phone and gateway.',
        examples: ['90ms'],
      }),
      down: quantity('bandwidth', { description: 'Bandwidth towards the phone.', examples: ['5Mbit/s'] }),
      up: quantity('bandwidth', { description: 'Bandwidth from the phone.', examples: ['1Mbit/s'] }),
      loss: quantity('share', {
        description: 'Share of packets that get lost.',
        default: '0%',
        examples: ['1%'],
      }),
    },
    { description: 'One network.', required: ['round-trip', 'down', 'up'] },
  );
  return mapOf('^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$', network, {
    description: 'Networks of your own, beside the presets. A preset of the same name is replaced.',
    default: {},
    examples: [{ 'store-wifi': { 'round-trip': '15ms', down: '30Mbit/s', up: '10Mbit/s' } }],
  });
}
