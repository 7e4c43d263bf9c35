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
import { patchesSchema } from './patches.ts';
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
      patches: patchesSchema(),
    },
    {
      description: 'A mobile-integration architecture: one file from drawing to running code to a verdict.',
      required: ['blueprint', 'name', 'devices', 'gateway'],
    },
  );
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Lintel blueprint', ...blueprint };
}
