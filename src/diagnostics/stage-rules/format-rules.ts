import type { RuleInfo } from '../stage-rules.ts';

/** What is found in a text before anything is looked up in it. */
export const FORMAT_RULES = [
  {
    id: 'duplicate-key',
    group: 'format',
    severity: 'error',
    summary: 'A key is written twice in one map.',
    why: 'YAML readers disagree on which of the two counts.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
    routes: { /push/**: { to: push } }
mobileServices:
  metrics: { kind: metrics }
  push: { kind: push }
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes:
      /metrics: { to: metrics }
      /push/**: { to: push }
mobileServices:
  metrics: { kind: metrics }
  push: { kind: push }
`,
      whole: true,
    },
  },
  {
    id: 'limit',
    group: 'format',
    severity: 'error',
    summary: 'A document is larger or deeper than Lintel reads.',
    why: 'Blueprints may come from strangers; the limits keep every answer quick.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[retail]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    tags: [retail]
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
mobileServices:
  metrics: { kind: metrics }
`,
      whole: true,
    },
  },
  {
    id: 'shape',
    group: 'format',
    severity: 'error',
    summary: 'A key or a value is not as the format says.',
    why: 'A typo that is accepted in silence is found in production.',
    example: {
      bad: `
gateway:
  mobile-api:
    dedline: 4s
integrations:
  crm-integration:
    resilience: { timeout: 800 }
`,
      good: `
gateway:
  mobile-api:
    deadline: 4s
integrations:
  crm-integration:
    resilience: { timeout: 800ms }
`,
    },
  },
  {
    id: 'syntax',
    group: 'format',
    severity: 'error',
    summary: 'The text is not YAML 1.2.',
    why: 'Nothing more can be said about a text that cannot be read.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    journeys:
      open: { steps: [track: opened }
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
mobileServices:
  metrics: { kind: metrics }
`,
      whole: true,
    },
  },
  {
    id: 'yaml-feature',
    group: 'format',
    severity: 'error',
    summary: 'A feature of YAML is used that blueprints do not allow.',
    why: 'Directives, tags, merge keys and several documents make one text mean different things to different readers.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
devices:
  phone: &phone
    journeys:
      open: { steps: [track: opened] }
  tablet:
    <<: *phone
    timeout: 20s
gateway:
  api:
    routes: { /metrics: { to: metrics } }
mobileServices:
  metrics: { kind: metrics }
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  phone:
    journeys: &journeys
      open: { steps: [track: opened] }
  tablet:
    journeys: *journeys
    timeout: 20s
gateway:
  api:
    routes: { /metrics: { to: metrics } }
mobileServices:
  metrics: { kind: metrics }
`,
      whole: true,
    },
  },
] as const satisfies readonly RuleInfo[];
