import type { Severity } from './diagnostic.ts';

/** What a finding's id stands for, wherever it is found. */
export interface RuleInfo {
  readonly id: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** One sentence: what is reported. */
  readonly summary: string;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  readonly example: RuleExample;
}

/** What a rule is about, in the order of the catalogue's pages. */
export const RULE_GROUPS = [
  'format',
  'references',
  'pattern',
  'naming',
  'security',
  'resilience',
  'budget',
  'storage',
  'contracts',
  'journeys',
  'objectives',
  'operations',
] as const;

export type RuleGroup = (typeof RULE_GROUPS)[number];

/**
 * Two pieces of YAML: one with the finding, one without. Each is a part of a blueprint and is laid over the reference
 * blueprint (`blueprints/mobile-integration`): maps are merged key by key, everything else is replaced, `null` takes a key
 * away. The tests check both; the rule's page and `lintel rules explain` show them.
 */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
  /** True: the pieces are whole texts, laid over nothing. For what is found before there is a tree. */
  readonly whole?: true;
}

/**
 * The findings of the stages before the rules (parsing, shape, resolving), sorted by id. They live here and not in
 * `rules/` because the stages stand below the rules; the rule catalogue joins both.
 */
export const STAGE_RULES = [
  {
    id: 'contract',
    group: 'contracts',
    severity: 'error',
    summary: 'A contract of a backend system cannot be used.',
    why: 'Operations, schemas and examples of a stand-in come from its contract.',
    example: { bad: '', good: '' },
  },
  {
    id: 'cycle',
    group: 'references',
    severity: 'error',
    summary: 'Elements call each other in a circle, or parts of an answer wait for each other.',
    why: 'Traffic in a pattern flows from the devices down to the backends; in a circle nothing can answer.',
    example: { bad: '', good: '' },
  },
  {
    id: 'duplicate-key',
    group: 'format',
    severity: 'error',
    summary: 'A key is written twice in one map.',
    why: 'YAML readers disagree on which of the two counts.',
    example: { bad: '', good: '' },
  },
  {
    id: 'duplicate-name',
    group: 'naming',
    severity: 'error',
    summary: 'Two elements have the same name.',
    why: 'References, host names and generated folders go by name alone.',
    example: { bad: '', good: '' },
  },
  {
    id: 'duplicate-operation',
    group: 'references',
    severity: 'error',
    summary: 'Two operations of a service answer the same method and path.',
    why: 'A request could go to either.',
    example: { bad: '', good: '' },
  },
  {
    id: 'fault',
    group: 'objectives',
    severity: 'error',
    summary: 'A fault of a scenario cannot be injected as written.',
    why: 'A fault that never happens makes a scenario pass for nothing.',
    example: { bad: '', good: '' },
  },
  {
    id: 'journey-step',
    group: 'journeys',
    severity: 'error',
    summary: 'A step of a journey reaches nothing.',
    why: 'A phone has only the gateway: every step needs a route and an operation behind it.',
    example: { bad: '', good: '' },
  },
  {
    id: 'limit',
    group: 'format',
    severity: 'error',
    summary: 'A document is larger or deeper than Lintel reads.',
    why: 'Blueprints may come from strangers; the limits keep every answer quick.',
    example: { bad: '', good: '' },
  },
  {
    id: 'name',
    group: 'naming',
    severity: 'error',
    summary: 'A name is reserved, or too long for what is derived from it.',
    why: 'Names become host names, properties and file names.',
    example: { bad: '', good: '' },
  },
  {
    id: 'objective',
    group: 'objectives',
    severity: 'error',
    summary: 'An objective has no subject, or none of its own.',
    why: 'What cannot be measured cannot be met.',
    example: { bad: '', good: '' },
  },
  {
    id: 'pattern-edge',
    group: 'pattern',
    severity: 'error',
    summary: 'An element talks to one that the pattern does not let it talk to.',
    why: 'The tiers hide the landscape and translate; an edge that skips a tier undoes that.',
    example: { bad: '', good: '' },
  },
  {
    id: 'route',
    group: 'references',
    severity: 'error',
    summary: 'A route of the gateway is ambiguous or reaches no operation.',
    why: 'Requests on such a route can only fail.',
    example: { bad: '', good: '' },
  },
  {
    id: 'scenario',
    group: 'objectives',
    severity: 'error',
    summary: 'A scenario cannot be run as written.',
    why: 'A run needs a load and a length.',
    example: { bad: '', good: '' },
  },
  {
    id: 'shape',
    group: 'format',
    severity: 'error',
    summary: 'A key or a value is not as the format says.',
    why: 'A typo that is accepted in silence is found in production.',
    example: { bad: '', good: '' },
  },
  {
    id: 'shares',
    group: 'journeys',
    severity: 'error',
    summary: 'Shares that belong together do not add up to 100%.',
    why: 'They divide one population; a rest that belongs to nobody is a mistake.',
    example: { bad: '', good: '' },
  },
  {
    id: 'sign-in',
    group: 'security',
    severity: 'error',
    summary: 'Phones cannot get the token that the gateway asks for.',
    why: 'Registering and fetching a token go through the gateway too, and come before there is a token.',
    example: { bad: '', good: '' },
  },
  {
    id: 'syntax',
    group: 'format',
    severity: 'error',
    summary: 'The text is not YAML 1.2.',
    why: 'Nothing more can be said about a text that cannot be read.',
    example: { bad: '', good: '' },
  },
  {
    id: 'unknown-reference',
    group: 'references',
    severity: 'error',
    summary: 'A reference names nothing.',
    why: 'References are by name; a name that is not declared is most often a typo.',
    example: { bad: '', good: '' },
  },
  {
    id: 'yaml-feature',
    group: 'format',
    severity: 'error',
    summary: 'A feature of YAML is used that blueprints do not allow.',
    why: 'Directives, tags, merge keys and several documents make one text mean different things to different readers.',
    example: { bad: '', good: '' },
  },
] as const satisfies readonly RuleInfo[];

export type StageRuleId = (typeof STAGE_RULES)[number]['id'];
