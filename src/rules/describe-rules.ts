import type { Palette } from '../diagnostics/palette.ts';
import type { RuleInfo } from '../diagnostics/stage-rules.ts';
import { groupRules, leewayOf } from './catalogue.ts';

const SEVERITY_COLOURS = {
  error: ({ red }: Palette) => red,
  warning: ({ yellow }: Palette) => yellow,
  info: ({ cyan }: Palette) => cyan,
};

/** Returns rules as a table by group for a terminal, ending with a line break. */
export function formatRuleList(rules: readonly RuleInfo[], palette: Palette): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const sections = groupRules(rules).map(({ group, rules: ofGroup }) => {
    const lines = ofGroup.map(({ id, severity, summary }) => {
      const coloured = SEVERITY_COLOURS[severity](palette)(severity.padEnd('warning'.length));
      return `  ${id.padEnd(width)}  ${coloured}  ${summary}`;
    });
    return [palette.bold(group), ...lines].join('\n');
  });
  const count = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  return `${sections.join('\n\n')}\n\n${count}; lintel rules explain ID says why and shows an example\n`;
}

/** Returns what there is to say about rules, for a terminal, in their order and ending with a line break. */
export function formatRuleExplanations(rules: readonly RuleInfo[], palette: Palette): string {
  return rules.map((rule) => explain(rule, palette)).join('\n\n');
}

function explain(rule: RuleInfo, palette: Palette): string {
  const { id, group, severity, summary, why, example } = rule;
  const coloured = SEVERITY_COLOURS[severity](palette)(severity);
  const { whole } = example;
  const over = whole ? '' : ', laid over blueprints/mobile-integration';
  return `${palette.bold(id)} (${group}, ${coloured})

${summary}
${why}

${palette.bold('Found')}${over}:
${indented(example.bad)}

${palette.bold('Not found')}:
${indented(example.good)}

${leewayLines(id, palette)}${palette.bold('Page')}      ${pageOf(rule)}
`;
}

function leewayLines(id: string, { bold }: Palette): string {
  const { canBeSet, canBeSuppressed } = leewayOf(id);
  if (!canBeSet) return `${bold('Always an error')}: a blueprint that has it has no model\n`;
  const set = `${bold('Set')}       rules: { ${id}: off }   in lintel.config.yaml; or info, warning, error\n`;
  if (!canBeSuppressed) return set;
  return `${set}${bold('Suppress')}  # lintel-disable-next-line ${id} -- why it is right here\n`;
}

/** Returns the path of a rule's page in Lintel's repository. */
export function pageOf({ id }: Pick<RuleInfo, 'id'>): string {
  return `docs/rules/${id}.md`;
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}
