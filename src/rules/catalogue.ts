import { type RuleInfo, STAGE_RULES } from '../diagnostics/stage-rules.ts';
import { RULES } from './index.ts';

/** Everything that a finding's `rule` may be, of the stages and of the rules, sorted by id. */
export const RULE_CATALOGUE: readonly RuleInfo[] = [
  ...STAGE_RULES,
  ...RULES.map(({ check: _, ...info }) => info),
].sort((a, b) => (a.id < b.id ? -1 : 1));
