import type { RuleInfo } from '../stage-rules.ts';

/** What is found in the parts of a blueprint that are run: journeys, objectives, scenarios. */
export const RUN_RULES = [
  {
    id: 'journey-step',
    group: 'journeys',
    severity: 'error',
    summary: 'A step of a journey reaches nothing.',
    why: 'A phone has only the gateway: every step needs a route and an operation behind it.',
    example: {
      bad: `
devices:
  shopper-app:
    journeys:
      browse:
        steps: [GET /catalogue]
`,
      good: `
devices:
  shopper-app:
    journeys:
      browse:
        steps: [GET /products]
`,
    },
  },
  {
    id: 'shares',
    group: 'journeys',
    severity: 'error',
    summary: 'Shares that belong together do not add up to 100%.',
    why: 'They divide one population; a rest that belongs to nobody is a mistake.',
    example: {
      bad: `
devices:
  shopper-app:
    platforms: { android: 60%, ios: 30% }
`,
      good: `
devices:
  shopper-app:
    platforms: { android: 60%, ios: 40% }
`,
    },
  },
  {
    id: 'fault',
    group: 'objectives',
    severity: 'error',
    summary: 'A fault of a scenario cannot be injected as written.',
    why: 'A fault that never happens makes a scenario pass for nothing.',
    example: {
      bad: `
scenarios:
  backend-outage:
    faults:
      - { on: checkout -> erp, kind: status, status: 503 }
`,
      good: `
scenarios:
  backend-outage:
    faults:
      - { on: erp-integration -> erp, kind: status, status: 503 }
`,
    },
  },
  {
    id: 'objective',
    group: 'objectives',
    severity: 'error',
    summary: 'An objective has no limit, or is written twice.',
    why: 'Without a limit there is nothing to judge; the same limit twice is most often a copy that was to be changed.',
    example: {
      bad: `
objectives:
  - { journey: open-app }
`,
      good: `
objectives:
  - { journey: open-app, p95: 6s }
`,
    },
  },
  {
    id: 'scenario',
    group: 'objectives',
    severity: 'error',
    summary: 'A scenario cannot be run as written.',
    why: 'A run needs a load and a length.',
    example: {
      bad: `
scenarios:
  everyday: { load: 0/s }
`,
      good: `
scenarios:
  everyday: { load: 40/s, for: 20s }
`,
    },
  },
  {
    id: 'patch',
    group: 'operations',
    severity: 'error',
    summary:
      'A patch of generated manifests cannot be made: its target or its place is not there, another sets the place differently, or it is incomplete.',
    why: 'A patch whose target is gone, or that another one overrides, would be without effect and without a word. What can only be known from the manifests is found when they are generated.',
    example: {
      bad: `
patches:
  - target: { kind: Deployment, name: storefront }
    json: [{ op: replace, path: spec/minReadySeconds, value: 5 }]
`,
      good: `
patches:
  - target: { kind: Deployment, name: storefront }
    json: [{ op: add, path: /spec/minReadySeconds, value: 5 }]
`,
    },
  },
] as const satisfies readonly RuleInfo[];
