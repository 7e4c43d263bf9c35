import { TRIAGE_RULES } from '../diagnostics/stage-rules/triage-rules.ts';
import {
  isStageRule,
  RULE_GROUPS,
  type RuleGroup,
  type RuleInfo,
  STAGE_RULES,
} from '../diagnostics/stage-rules.ts';
import { RULES } from './index.ts';

/** Everything that a finding's `rule` may be, of the stages, the rules and what suppresses findings, sorted by id. */
export const RULE_CATALOGUE: readonly RuleInfo[] = [
  ...STAGE_RULES,
  ...RULES.map(({ check: _, ...info }) => info),
  ...TRIAGE_RULES,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The rules of one group, sorted by id; at least one. */
export interface GroupedRules {
  readonly group: RuleGroup;
  readonly rules: readonly RuleInfo[];
}

/** Returns rules by group, in the order of the groups; groups without a rule are left out. */
export function groupRules(rules: readonly RuleInfo[]): readonly GroupedRules[] {
  return RULE_GROUPS.map((group) => ({ group, rules: rules.filter((rule) => rule.group === group) })).filter(
    (grouped) => grouped.rules.length > 0,
  );
}

/** What a team can do about a rule beside correcting what it finds. */
export interface Leeway {
  /** A configuration may set its severity, or switch it off. */
  readonly canBeSet: boolean;
  /** A comment may suppress a finding. */
  readonly canBeSuppressed: boolean;
}

/** Returns what a team can do about a rule. */
export function leewayOf(id: string): Leeway {
  const canBeSet = !isStageRule(id);
  return { canBeSet, canBeSuppressed: canBeSet && !TRIAGE_RULES.some((rule) => rule.id === id) };
}
