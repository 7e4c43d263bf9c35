import {
  closed,
  filledListOf,
  listOf,
  oneOfTexts,
  type Schema,
  text,
  textOr,
} from '../../blueprint/schema/parts.ts';
import { patchesSchema } from '../../blueprint/schema/patches.ts';
import { LEVELS } from '../config.ts';
import { customSchema } from './custom.ts';
import { packsSchema } from './packs.ts';

/** Returns the JSON Schema (draft-07) of a configuration file, for editors and for validation. */
export function configSchema(): Schema {
  const config = closed(
    {
      extends: textOr(
        text({ description: 'One of them.' }),
        filledListOf(text({ description: 'A preset or a file.' }), {
          description: 'Several, the last one wins.',
        }),
        {
          description:
            'What this configuration starts from: presets (`lintel:recommended`, `lintel:strict`) and files relative to this one. Later ones win, and what stands here wins over all.',
          examples: [['lintel:strict', './team.config.yaml']],
        },
      ),
      rules: levelsSchema('How bad the findings of a rule are, by its id; `off`: they are none.'),
      overrides: listOf(overrideSchema(), {
        description: 'Exceptions from `rules`, for some files or parts of blueprints. Later ones win.',
        default: [],
        examples: [[{ files: ['legacy/**'], rules: { 'unused-element': 'off' } }]],
      }),
      custom: customSchema(),
      patches: patchesSchema(),
      packs: packsSchema(),
      baseline: text({
        description: 'File with the findings that are known already, relative to this one.',
        examples: ['lintel-baseline.json'],
      }),
    },
    { description: 'What becomes of findings, and of what is generated.' },
  );
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Lintel configuration', ...config };
}

function overrideSchema(): Schema {
  const globs = (about: { readonly description: string; readonly examples: readonly unknown[] }) =>
    filledListOf(text({ description: 'A pattern.' }), about);
  return closed(
    {
      files: globs({
        description:
          'Patterns of blueprint files, relative to this file: `*` within a folder, `**` across folders, `{a,b}` for either. Without it, every file.',
        examples: [['legacy/**']],
      }),
      paths: globs({
        description:
          'Patterns of places in a blueprint, divided by dots: `frontends.checkout.**`. Without it, every place.',
        examples: [['frontends.checkout.**']],
      }),
      rules: levelsSchema('As above, for findings in these files and at these places.'),
    },
    { description: 'One exception; with `files`, `paths` or both.', required: ['rules'] },
  );
}

function levelsSchema(description: string): Schema {
  return {
    type: 'object',
    description,
    default: {},
    examples: [{ 'unused-element': 'error' }],
    additionalProperties: oneOfTexts(LEVELS, { description: 'A severity, or `off`.' }),
  };
}
