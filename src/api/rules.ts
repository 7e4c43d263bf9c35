import { RULE_GROUPS, type RuleGroup, type RuleInfo } from '../diagnostics/stage-rules.ts';
import { nearest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import { pageOf } from '../rules/describe-rules.ts';

export { formatRuleExplanations, formatRuleList } from '../rules/describe-rules.ts';

/** A rule as `lintel rules -f json` prints it. */
export interface RuleJson extends RuleInfo {
  /** Of the documentation in Lintel's repository. */
  readonly page: string;
}

/** Returns all rules, or those of one group, sorted by id. Throws a UserError for a group that does not exist. */
export function listRules(group: string | null): readonly RuleInfo[] {
  if (group === null) return RULE_CATALOGUE;
  if (!isGroup(group)) {
    const hint = didYouMean(group, RULE_GROUPS) ?? `the groups are ${RULE_GROUPS.join(', ')}`;
    throw new UserError('usage', `there is no group "${group}"`, hint);
  }
  return RULE_CATALOGUE.filter((rule) => rule.group === group);
}

/** Returns the rules with these ids, in their order, each once. Throws a UserError for an id that does not exist. */
export function findRules(ids: readonly string[]): readonly RuleInfo[] {
  const byId = new Map(RULE_CATALOGUE.map((rule) => [rule.id, rule]));
  return [...new Set(ids)].map((id) => {
    const rule = byId.get(id);
    if (rule !== undefined) return rule;
    const hint = didYouMean(id, byId.keys()) ?? '"lintel rules list" lists all of them';
    throw new UserError('usage', `there is no rule "${id}"`, hint);
  });
}

/** Returns a rule as plain data. */
export function toRuleJson({ id, group, severity, summary, why, example }: RuleInfo): RuleJson {
  const { bad, good, whole } = example;
  return {
    id,
    group,
    severity,
    summary,
    why,
    example: { bad: bad.trimStart(), good: good.trimStart(), ...(whole ? { whole } : {}) },
    page: pageOf({ id }),
  };
}

function didYouMean(name: string, candidates: Iterable<string>): string | null {
  const near = nearest(name, candidates);
  return near === null ? null : `did you mean "${near}"?`;
}

function isGroup(text: string): text is RuleGroup {
  return RULE_GROUPS.some((group) => group === text);
}
