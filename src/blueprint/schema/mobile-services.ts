import { KINDS } from '../../kinds/index.ts';
import { DEFAULTS } from '../defaults.ts';
import { QUANTITIES, type QuantityId } from '../quantities.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME } from './forms.ts';
import { byKey, closed, mapOf, oneOfTexts, type Properties, quantity, type Schema, textOr } from './parts.ts';

/** Returns the schema of `mobileServices`; the settings of each kind come from the kind itself. */
export function mobileServicesSchema(): Schema {
  const kinds = KINDS.map((kind) => kind.id);
  const service = byKey(
    'kind',
    {
      common: {
        ...ELEMENT_KEYS,
        kind: oneOfTexts(kinds, { description: 'What kind of mobile service it is.', examples: ['push'] }),
        storage: storageSchema(),
      },
      variants: Object.fromEntries(
        KINDS.map((kind) => [
          kind.id,
          { description: kind.summary, properties: fillQuantities(kind.settings) },
        ]),
      ),
    },
    { description: 'One mobile service.' },
  );
  return mapOf(ELEMENT_NAME, service, {
    description: 'The mobile platform as ordinary microservices: push, sync, metrics, security, identity.',
    examples: [{ push: { kind: 'push' } }],
  });
}

function storageSchema(): Schema {
  const storage = closed(
    {
      engine: oneOfTexts(['sqlite'], {
        description: 'What keeps the data.',
        default: DEFAULTS.storage.engine,
      }),
      size: quantity('size', {
        description: 'Space asked for.',
        default: DEFAULTS.storage.size,
        examples: ['5Gi'],
      }),
    },
    { description: 'Storage of its own.' },
  );
  const none = oneOfTexts(['none'], { description: 'No storage.' });
  return textOr(none, storage, {
    description:
      'Container native storage of the service, or `none`: it then forgets everything when it stops.',
    default: DEFAULTS.storage,
    examples: [{ engine: 'sqlite', size: '5Gi' }],
  });
}

function fillQuantities(settings: Readonly<Record<string, object>>): Properties {
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]): [string, Schema] => {
      const { quantity: id, ...rest }: Schema = { ...setting };
      return [key, isQuantity(id) ? { type: 'string', pattern: QUANTITIES[id].pattern, ...rest } : rest];
    }),
  );
}

function isQuantity(id: unknown): id is QuantityId {
  return typeof id === 'string' && Object.hasOwn(QUANTITIES, id);
}
