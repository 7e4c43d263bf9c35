import { DEFAULTS } from '../defaults.ts';
import { PLAIN_NAME } from './forms.ts';
import {
  byKey,
  closed,
  filledListOf,
  listOf,
  mapOf,
  matching,
  oneOfTexts,
  type Properties,
  quantity,
  type Schema,
  text,
  textOr,
  when,
  whole,
} from './parts.ts';
import { PERCENTILES } from './percentiles.ts';

/** Returns the schema of `objectives`: what has to hold. */
export function objectivesSchema(): Schema {
  const percentile = (key: string) =>
    quantity('duration', { description: `Limit for ${key.slice(1)} of 100 answers.`, examples: ['1500ms'] });
  const objective = {
    ...closed(
      {
        journey: matching(PLAIN_NAME, {
          description: 'The journey that is measured, as a whole.',
          examples: ['buy'],
        }),
        step: text({
          description: 'The step that is measured, in all journeys that have it.',
          examples: ['POST /orders', 'sync: orders'],
        }),
        ...Object.fromEntries(PERCENTILES.map((key) => [key, percentile(key)])),
        success: quantity('share', {
          description: 'Share that has to succeed, at least.',
          examples: ['99.5%'],
        }),
      },
      { description: 'One objective: a subject and one or more limits.' },
    ),
    oneOf: [{ required: ['journey'] }, { required: ['step'] }],
  };
  return listOf(objective, {
    description: 'What has to hold in every run.',
    default: [],
    examples: [[{ journey: 'buy', p95: '1500ms', success: '99.5%' }]],
  });
}

/** Returns the schema of `scenarios`: loads and faults to run. */
export function scenariosSchema(): Schema {
  const scenario = closed(
    {
      description: text({ description: 'What it shows.', default: '', examples: ['An ordinary hour'] }),
      load: loadSchema(),
      for: quantity('duration', {
        description:
          'How long it runs. With phases: without it, as long as they take; a shorter time cuts them off, after them the last rate is kept.',
        default: DEFAULTS.scenario.for,
        examples: ['60s'],
      }),
      faults: listOf(faultSchema(), {
        description: 'What goes wrong meanwhile.',
        default: [],
        examples: [[{ on: 'erp-integration -> erp', kind: 'status', status: 503, between: '20s..40s' }]],
      }),
    },
    { description: 'One scenario.', required: ['load'] },
  );
  return mapOf(PLAIN_NAME, scenario, {
    description: 'What can be run, by name. The first is run where none is named.',
    default: {},
    examples: [{ everyday: { load: '20/s', for: '30s' } }],
  });
}

function loadSchema(): Schema {
  const hold = closed(
    {
      at: quantity('rate', { description: 'Rate that is kept.' }),
      for: quantity('duration', { description: 'How long it is kept.' }),
    },
    { description: 'A constant rate.', required: ['at', 'for'] },
  );
  const ramp = closed(
    {
      to: quantity('rate', { description: 'Rate at the end; it starts at the rate before, or at none.' }),
      over: quantity('duration', { description: 'How long the way to it takes, in a line.' }),
    },
    { description: 'A rate that changes in a line.', required: ['to', 'over'] },
  );
  const phase = { description: 'One phase.', ...when({ type: 'object', required: ['at'] }, hold, ramp) };
  const constant = quantity('load', { description: 'A rate, or two for a line between them.' });
  const phases = filledListOf(phase, {
    description: 'Phases, one after the other.',
    examples: [
      [
        { to: '40/s', over: '10s' },
        { at: '40/s', for: '20s' },
      ],
    ],
  });
  return textOr(constant, phases, {
    description:
      'Journeys that start, all applications together: a rate, a line between two rates, or a list of phases.',
    examples: [
      '20/s',
      '5/s..40/s',
      [
        { to: '40/s', over: '10s' },
        { at: '40/s', for: '20s' },
      ],
    ],
  });
}

function faultSchema(): Schema {
  const common: Properties = {
    on: text({
      description: 'Where: an element, or a declared edge between two (`from -> to`).',
      examples: ['erp', 'erp-integration -> erp'],
    }),
    kind: oneOfTexts(Object.keys(FAULT_VARIANTS), { description: 'What goes wrong.', examples: ['status'] }),
    share: quantity('share', {
      description: 'Share of the requests that it hits.',
      default: DEFAULTS.fault.share,
      examples: ['30%'],
    }),
    first: whole([1, 1_000_000], {
      description: 'Hits only so many requests, the first ones. Without it, all.',
      examples: [5],
    }),
    between: quantity('range', {
      description: 'From when to when, after the start of the scenario. Without it, all the time.',
      examples: ['20s..40s'],
    }),
  };
  return byKey('kind', { common, variants: FAULT_VARIANTS, required: ['on'] }, { description: 'One fault.' });
}

const FAULT_VARIANTS = {
  latency: {
    description: 'Answers come later.',
    properties: {
      delay: quantity('duration', { description: 'Time that is added.' }),
      jitter: quantity('duration', {
        description: 'Time by which the delay varies, in both directions.',
        default: DEFAULTS.fault.jitter,
        examples: ['50ms'],
      }),
    },
    required: ['delay'],
  },
  bandwidth: {
    description: 'Data flows slowly.',
    properties: { rate: quantity('bandwidth', { description: 'What is left of the bandwidth.' }) },
    required: ['rate'],
  },
  timeout: { description: 'No answer comes.', properties: {} },
  reset: { description: 'The connection is cut.', properties: {} },
  status: {
    description: 'An error is answered instead.',
    properties: {
      status: whole([400, 599], {
        description: 'HTTP status of the answer.',
        default: DEFAULTS.fault.status,
        examples: [503],
      }),
    },
  },
  kill: {
    description: 'The element is stopped; it comes back at the end of the window. Only on elements.',
    properties: {},
  },
} as const;
