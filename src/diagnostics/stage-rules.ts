import type { Severity } from './diagnostic.ts';

/** What a finding's id stands for, wherever it is found. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is reported. */
  readonly summary: string;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
}

/**
 * The findings of the stages before the rules (parsing, shape, resolving), sorted by id. They live here and not in
 * `rules/` because the stages stand below the rules; the rule catalogue joins both.
 */
export const STAGE_RULES = [
  {
    id: 'contract',
    severity: 'error',
    summary: 'A contract of a backend system cannot be used.',
    why: 'Operations, schemas and examples of a stand-in come from its contract.',
  },
  {
    id: 'cycle',
    severity: 'error',
    summary: 'Elements call each other in a circle, or parts of an answer wait for each other.',
    why: 'Traffic in a pattern flows from the devices down to the backends; in a circle nothing can answer.',
  },
  {
    id: 'duplicate-key',
    severity: 'error',
    summary: 'A key is written twice in one map.',
    why: 'YAML readers disagree on which of the two counts.',
  },
  {
    id: 'duplicate-name',
    severity: 'error',
    summary: 'Two elements have the same name.',
    why: 'References, host names and generated folders go by name alone.',
  },
  {
    id: 'duplicate-operation',
    severity: 'error',
    summary: 'Two operations of a service answer the same method and path.',
    why: 'A request could go to either.',
  },
  {
    id: 'fault',
    severity: 'error',
    summary: 'A fault of a scenario cannot be injected as written.',
    why: 'A fault that never happens makes a scenario pass for nothing.',
  },
  {
    id: 'journey-step',
    severity: 'error',
    summary: 'A step of a journey reaches nothing.',
    why: 'A phone has only the gateway: every step needs a route and an operation behind it.',
  },
  {
    id: 'limit',
    severity: 'error',
    summary: 'A document is larger or deeper than Lintel reads.',
    why: 'Blueprints may come from strangers; the limits keep every answer quick.',
  },
  {
    id: 'name',
    severity: 'error',
    summary: 'A name is reserved, or too long for what is derived from it.',
    why: 'Names become host names, properties and file names.',
  },
  {
    id: 'objective',
    severity: 'error',
    summary: 'An objective has no subject, or none of its own.',
    why: 'What cannot be measured cannot be met.',
  },
  {
    id: 'pattern-edge',
    severity: 'error',
    summary: 'An element talks to one that the pattern does not let it talk to.',
    why: 'The tiers hide the landscape and translate; an edge that skips a tier undoes that.',
  },
  {
    id: 'route',
    severity: 'error',
    summary: 'A route of the gateway is ambiguous or reaches no operation.',
    why: 'Requests on such a route can only fail.',
  },
  {
    id: 'scenario',
    severity: 'error',
    summary: 'A scenario cannot be run as written.',
    why: 'A run needs a load and a length.',
  },
  {
    id: 'shape',
    severity: 'error',
    summary: 'A key or a value is not as the format says.',
    why: 'A typo that is accepted in silence is found in production.',
  },
  {
    id: 'shares',
    severity: 'error',
    summary: 'Shares that belong together do not add up to 100%.',
    why: 'They divide one population; a rest that belongs to nobody is a mistake.',
  },
  {
    id: 'sign-in',
    severity: 'error',
    summary: 'Phones cannot get the token that the gateway asks for.',
    why: 'Registering and fetching a token go through the gateway too, and come before there is a token.',
  },
  {
    id: 'syntax',
    severity: 'error',
    summary: 'The text is not YAML 1.2.',
    why: 'Nothing more can be said about a text that cannot be read.',
  },
  {
    id: 'unknown-reference',
    severity: 'error',
    summary: 'A reference names nothing.',
    why: 'References are by name; a name that is not declared is most often a typo.',
  },
  {
    id: 'yaml-feature',
    severity: 'error',
    summary: 'A feature of YAML is used that blueprints do not allow.',
    why: 'Directives, tags, merge keys and several documents make one text mean different things to different readers.',
  },
] as const satisfies readonly RuleInfo[];

export type StageRuleId = (typeof STAGE_RULES)[number]['id'];
