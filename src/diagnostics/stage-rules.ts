import type { Severity } from './diagnostic.ts';
import { FORMAT_RULES } from './stage-rules/format-rules.ts';
import { REFERENCE_RULES } from './stage-rules/reference-rules.ts';
import { RUN_RULES } from './stage-rules/run-rules.ts';

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
 * The findings of the stages before the rules (parsing, shape, resolving), in the order of the stages. They live here and
 * not in `rules/` because the stages stand below the rules; the rule catalogue joins both.
 */
export const STAGE_RULES = [...FORMAT_RULES, ...REFERENCE_RULES, ...RUN_RULES] as const;

export type StageRuleId = (typeof STAGE_RULES)[number]['id'];

const stageIds: ReadonlySet<string> = new Set(STAGE_RULES.map(({ id }) => id));

/** True for what leaves no model: it can neither be turned off nor suppressed. */
export function isStageRule(id: string): id is StageRuleId {
  return stageIds.has(id);
}
