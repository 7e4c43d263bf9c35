import { filledMapOf, mapOf, type Schema } from '../../blueprint/schema/parts.ts';

/** Returns the schema of what a configuration decides about packs: the options of each. */
export function packsSchema(): Schema {
  const value: Schema = {
    type: ['string', 'number', 'boolean'],
    description: 'A value that the option takes, in the form that the pack asks for.',
    examples: [8],
  };
  const options = filledMapOf('^[a-z][A-Za-z0-9]{0,62}$', value, {
    description: 'Values for options of the pack; an option that is not named keeps its default.',
    examples: [{ runners: 8 }],
  });
  return mapOf('^.+$', options, {
    description:
      'Options of packs, by the name of the pack or by its folder relative to this file. `--pack-option` wins over them.',
    default: {},
    examples: [{ k6: { runners: 8 } }],
  });
}
