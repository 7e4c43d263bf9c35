import {
  closed,
  filledListOf,
  flag,
  mapOf,
  oneOfTexts,
  type Properties,
  type Schema,
  text,
  textOr,
  when,
} from '../../blueprint/schema/parts.ts';
import { KINDS } from '../../kinds/index.ts';
import { mobileIntegration } from '../../patterns/mobile-integration.ts';
import { RULE_ID } from './forms.ts';

/** Returns the schema of `custom`: rules as data. */
export function customSchema(): Schema {
  const rule = closed(
    {
      severity: oneOfTexts(['info', 'warning', 'error'], {
        description: 'How bad its findings are; `rules` may say otherwise.',
        default: 'warning',
      }),
      message: text({
        description:
          'What is said of each finding: one lower-case sentence without a full stop, with `{name}` and `{path}`, of an edge `{from}` and `{to}`, of a property its `{value}`.',
        examples: ['"{from}" must not call "{to}"'],
      }),
      summary: text({
        description: 'What the rule reports, in one sentence. Without it, the message.',
        examples: ['A frontend calls another team.'],
      }),
      why: text({
        description: 'Why it matters. Without it, where the rule is written.',
        examples: ['Teams are released on days of their own.'],
      }),
      forbid: verb('What must not be.'),
      require: verb('What has to be, wherever it applies.'),
      allow: verb('What may be; everything else of what it is about must not.'),
    },
    { description: 'One rule.', required: ['message'] },
  );
  const verbs = ['forbid', 'require', 'allow'];
  const one = {
    ...rule,
    patternProperties: { [`^(${verbs.join('|')})$`]: demandSchema() },
    oneOf: verbs.map((name) => ({ required: [name] })),
  };
  return mapOf(RULE_ID, one, {
    description: 'Rules of your own, by id. Each has exactly one of `forbid`, `require` and `allow`.',
    default: {},
    examples: [
      {
        'own-owner': {
          message: 'backend system "{name}" has no owner',
          require: { on: { tier: 'backends' }, property: 'owner', present: true },
        },
      },
    ],
  });
}

/** Only words: what stands at such a key is the same at each, and is said once. */
function verb(description: string): Schema {
  return { description, examples: [{ from: { tier: 'frontends' }, to: { kind: 'sync' } }] };
}

function demandSchema(): Schema {
  const isProperty = { anyOf: ['on', 'property'].map((key) => ({ required: [key] })) };
  return {
    type: 'object',
    minProperties: 1,
    ...when(isProperty, propertySchema(), edgesSchema()),
  };
}

function edgesSchema(): Schema {
  return closed(
    {
      from: selectorSchema('Where an edge starts. Without it, anywhere.'),
      to: selectorSchema('Where an edge ends. Without it, anywhere.'),
    },
    { description: 'About edges between elements.' },
  );
}

function propertySchema(): Schema {
  return closed(
    {
      on: selectorSchema('The elements it is about. Without it, all that have the property.'),
      property: text({
        description: 'What of them, by the way to it in the blueprint.',
        examples: ['resilience.timeout'],
      }),
      present: flag({ description: 'Whether it is there at all; a default counts as there.' }),
      equals: {
        type: ['string', 'number', 'boolean'],
        description: 'What it is, with its unit. Of a list: what is in it.',
        examples: ['sqlite'],
      },
      matches: text({
        description: 'A pattern of it: `*` for any characters, `?` for one, `{a,b}` for either.',
        examples: ['team-*'],
      }),
      min: boundSchema('The least that it is, with its unit.', ['100ms']),
      max: boundSchema('The most that it is, with its unit.', ['2s']),
    },
    { description: 'About a property of elements.', required: ['property'] },
  );
}

function boundSchema(description: string, examples: readonly unknown[]): Schema {
  return { type: ['string', 'number'], description, examples };
}

function selectorSchema(description: string): Schema {
  const examples = [{ tier: 'backends' }];
  const keys = selectorKeys();
  const not = {
    ...closed(keys, { description: 'What of them is left out again.', examples }),
    minProperties: 1,
  };
  return { ...closed({ ...keys, not }, { description, examples }), minProperties: 1 };
}

function selectorKeys(): Properties {
  const tiers = mobileIntegration.tiers.map(({ key }) => key);
  const kinds = KINDS.map(({ id }) => id);
  return {
    tier: oneOrSeveral(oneOfTexts(tiers, { description: 'A tier.' }), {
      description: 'Elements of this tier.',
      examples: ['frontends'],
    }),
    kind: oneOrSeveral(oneOfTexts(kinds, { description: 'A kind.' }), {
      description: 'Mobile services of this kind.',
      examples: ['push'],
    }),
    name: oneOrSeveral(text({ description: 'A pattern.' }), {
      description: 'Elements with a name like this: `*` for any characters, `?` for one, `{a,b}` for either.',
      examples: ['legacy-*'],
    }),
    tag: oneOrSeveral(text({ description: 'A tag.' }), {
      description: 'Elements with this tag.',
      examples: ['pci'],
    }),
  };
}

function oneOrSeveral(
  item: Schema,
  about: { readonly description: string; readonly examples: readonly unknown[] },
): Schema {
  return textOr(item, filledListOf(item, { description: 'Any of several.' }), about);
}
