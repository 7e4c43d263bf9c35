import { PATTERNS } from '../../patterns/index.ts';
import { backendsSchema } from './backends.ts';
import { devicesSchema } from './devices.ts';
import { ELEMENT_NAME } from './forms.ts';
import { frontendsSchema } from './frontends.ts';
import { gatewaySchema } from './gateway.ts';
import { integrationsSchema } from './integrations.ts';
import { mobileServicesSchema } from './mobile-services.ts';
import { networksSchema } from './networks.ts';
import { closed, matching, oneOfTexts, type Schema, text } from './parts.ts';
import { objectivesSchema, scenariosSchema } from './runs.ts';

/** Returns the JSON Schema (draft-07) of a blueprint, for editors, for validation and for the reference. */
export function blueprintSchema(): Schema {
  const pattern = PATTERNS.map((known) => known.id);
  const blueprint = closed(
    {
      blueprint: oneOfTexts(pattern, {
        description: 'The pattern that the blueprint follows, with its version.',
      }),
      name: matching(ELEMENT_NAME, {
        description: 'Name of the blueprint.',
        examples: ['omnichannel-retail'],
      }),
      title: text({
        description: 'Name for people. Without it, the name with spaces for hyphens.',
        examples: ['Omnichannel retail'],
      }),
      description: text({
        description: 'What it is about.',
        default: '',
        examples: ['Shop, in-store and service'],
      }),
      owner: text({ description: 'Team that answers for it.', default: '', examples: ['team-channels'] }),
      devices: devicesSchema(),
      gateway: gatewaySchema(),
      frontends: frontendsSchema(),
      integrations: integrationsSchema(),
      mobileServices: mobileServicesSchema(),
      backends: backendsSchema(),
      networks: networksSchema(),
      objectives: objectivesSchema(),
      scenarios: scenariosSchema(),
    },
    {
      description: 'A mobile-integration architecture: one file from drawing to running code to a verdict.',
      required: ['blueprint', 'name', 'devices', 'gateway'],
    },
  );
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Lintel blueprint', ...blueprint };
}

/** Words for people: they change nothing about what is valid. */
const ANNOTATIONS = new Set(['description', 'examples', 'default', 'title', '$schema']);

/** Returns the same schema without the words for people, to be compiled: paths in it are the same. */
export function bareSchema(): Schema {
  return bare(blueprintSchema());
}

function bare(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      // Below `properties` stand names, which may be those of annotations.
      if (keyword === 'properties' && isSchema(value)) {
        return [
          keyword,
          Object.fromEntries(Object.entries(value).map(([name, of]) => [name, isSchema(of) ? bare(of) : of])),
        ];
      }
      if (Array.isArray(value)) return [keyword, value.map((item) => (isSchema(item) ? bare(item) : item))];
      return [keyword, isSchema(value) ? bare(value) : value];
    }),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
