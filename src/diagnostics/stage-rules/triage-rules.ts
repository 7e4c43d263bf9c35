import type { RuleInfo } from '../stage-rules.ts';

/** What is found while findings are sorted: about what suppresses others. It leaves the model as it is. */
export const TRIAGE_RULES = [
  {
    id: 'suppression',
    group: 'format',
    severity: 'error',
    summary: 'A comment that should suppress findings cannot do so as written.',
    why: 'A suppression without a reason is a decision that nobody can review, and one with a mistyped rule suppresses nothing.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    plan: standard
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
    plans:
      standard: { rate: 10/s }
      # lintel-disable-next-line unused-element
      partner: { rate: 5/s }
mobileServices:
  metrics: { kind: metrics }
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    plan: standard
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
    plans:
      standard: { rate: 10/s }
      # lintel-disable-next-line unused-element -- partners join in spring
      partner: { rate: 5/s }
mobileServices:
  metrics: { kind: metrics }
`,
      whole: true,
    },
  },
  {
    id: 'unused-suppression',
    group: 'format',
    severity: 'warning',
    summary: 'A comment or an entry of the baseline suppresses a finding that is not there.',
    why: 'What it was for has been fixed; left where it is, it hides the next finding of the kind without a word.',
    example: {
      bad: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    plan: standard
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
    plans:
      # lintel-disable-next-line unused-element -- partners join in spring
      standard: { rate: 10/s }
mobileServices:
  metrics: { kind: metrics }
`,
      good: `
blueprint: mobile-integration/v1
name: shop
devices:
  app:
    plan: standard
    journeys:
      open: { steps: [track: opened] }
gateway:
  api:
    routes: { /metrics: { to: metrics } }
    plans:
      standard: { rate: 10/s }
mobileServices:
  metrics: { kind: metrics }
`,
      whole: true,
    },
  },
] as const satisfies readonly RuleInfo[];
