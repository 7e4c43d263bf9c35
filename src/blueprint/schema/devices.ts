import { KINDS } from '../../kinds/index.ts';
import { DEFAULTS } from '../defaults.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME, PART_NAME, PLAIN_NAME, REQUEST } from './forms.ts';
import {
  closed,
  filledListOf,
  filledMapOf,
  mapOf,
  matching,
  quantity,
  type Schema,
  text,
  textOr,
  whole,
} from './parts.ts';

/** Returns the schema of `devices`: populations of phones and their journeys. */
export function devicesSchema(): Schema {
  return filledMapOf(ELEMENT_NAME, deviceSchema(), {
    description: 'Mobile applications: populations of phones that run journeys, the only source of traffic.',
    examples: [{ 'shopper-app': { journeys: { browse: { steps: ['GET /home'] } } } }],
  });
}

function deviceSchema(): Schema {
  return closed(
    {
      ...ELEMENT_KEYS,
      gateway: matching(ELEMENT_NAME, {
        description: 'The gateway that the phones use. Needed only where there are several.',
        examples: ['mobile-api'],
      }),
      plan: matching(PLAIN_NAME, {
        description:
          'The plan of the gateway that the application is on. Without it, the first plan of the gateway.',
        examples: ['standard'],
      }),
      population: whole([1, 10_000_000], {
        description: 'Number of distinct phones.',
        default: DEFAULTS.device.population,
        examples: [5000],
      }),
      ...populationKeys(),
      timeout: quantity('duration', {
        description: 'How long a phone waits for an answer.',
        default: DEFAULTS.device.timeout,
      }),
      data: dataSchema(),
      journeys: journeysSchema(),
    },
    { description: 'One mobile application.', required: ['journeys'] },
  );
}

function populationKeys() {
  const share = (description: string) => quantity('share', { description });
  return {
    platforms: {
      ...closed(
        { android: share('Share of Android phones.'), ios: share('Share of iPhones.') },
        { description: 'Shares of the platforms; they add up to 100%.', default: DEFAULTS.device.platforms },
      ),
      minProperties: 1,
      examples: [{ android: '70%', ios: '30%' }],
    },
    versions: filledMapOf('^[0-9A-Za-z][0-9A-Za-z.+-]{0,62}$', share('Share of phones with this version.'), {
      description: "Shares of the application's versions; they add up to 100%.",
      default: DEFAULTS.device.versions,
      examples: [{ '2.1.0': '80%', '2.0.3': '20%' }],
    }),
    networks: filledMapOf(ELEMENT_NETWORK, share('Share of phones on this network.'), {
      description: 'Shares of the networks, by preset or by a name under `networks`; they add up to 100%.',
      default: DEFAULTS.device.networks,
      examples: [{ '4g': '70%', '3g': '30%' }],
    }),
    offline: closed(
      {
        share: quantity('share', {
          description: 'Share of journeys during which the phone loses its network.',
        }),
        for: quantity('range', {
          description: 'How long it has none: a time, or a range that it is drawn from.',
        }),
      },
      {
        description: 'How often phones are without a network. Without it, never.',
        examples: [{ share: '15%', for: '5s..30s' }],
        required: ['share', 'for'],
      },
    ),
  };
}

/** Names of networks may start with a digit: `4g`. */
const ELEMENT_NETWORK = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';

function dataSchema(): Schema {
  return mapOf(
    PART_NAME,
    filledListOf(
      { type: ['string', 'number'], description: 'One value.' },
      { description: 'Values to draw from.' },
    ),
    {
      description: 'Values for `{name}` in the paths and bodies of requests, by that name.',
      default: {},
      examples: [{ sku: ['chair-1', 'table-7'] }],
    },
  );
}

function journeysSchema(): Schema {
  const journey = closed(
    {
      share: quantity('share', {
        description:
          'Share of the visits to the application that are this journey. Journeys without one divide the rest evenly.',
      }),
      steps: filledListOf(stepSchema(), {
        description: 'What the phone does, one after the other.',
        examples: [['GET /home', { think: '1s..4s' }, { sync: 'orders' }]],
      }),
    },
    { description: 'One journey.', required: ['steps'] },
  );
  return filledMapOf(PLAIN_NAME, journey, {
    description: 'What people do with the application, by name.',
    examples: [{ browse: { share: '70%', steps: ['GET /home'] } }],
  });
}

function stepSchema(): Schema {
  const request = matching(REQUEST, {
    description: 'A request: method and path. `{name}` is filled from `data`.',
    examples: ['GET /products/{sku}'],
  });
  const services = KINDS.flatMap((kind) => (kind.step === null ? [] : [kind.step]));
  const keys = ['request', 'think', ...services.map((step) => step.key)];
  const map = {
    ...closed(
      {
        request,
        body: {
          description:
            'JSON body of the request; `{name}` inside a text is filled from `data`. Without it, none.',
          examples: [{ sku: '{sku}', quantity: 1 }],
        },
        think: quantity('range', { description: 'A pause: a time, or a range that it is drawn from.' }),
        ...Object.fromEntries(
          services.map((step) => [
            step.key,
            text({ description: `${step.summary}.`, examples: [STEP_EXAMPLES[step.key]] }),
          ]),
        ),
      },
      { description: 'A request with a body, a pause, or a step of a mobile service.' },
    ),
    dependencies: { body: ['request'] },
    oneOf: keys.map((key) => ({ required: [key] })),
  };
  return textOr(request, map, {
    description: 'One step: a request as a text, or a map with exactly one action.',
  });
}

const STEP_EXAMPLES = {
  sync: 'orders',
  track: 'basket-opened',
  subscribe: 'offers',
  check: 'version',
} as const;
