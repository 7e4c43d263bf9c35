import type { RuleExample, RuleInfo } from '../diagnostics/stage-rules.ts';
import { groupRules, leewayOf } from './catalogue.ts';

/** A page of the documentation. */
export interface Page {
  /** Within `docs/rules`. */
  readonly file: string;
  /** Markdown, ending with a line break. */
  readonly text: string;
}

const INTRODUCTION = `# Rules

Every finding names the rule that found it. \`lintel rules list\` prints this table, \`lintel rules explain ID\` what stands on a
rule's page. Pages and table are generated from the rules.

What a rule is worth is for a team to say: a configuration sets its severity or switches it off, and a comment suppresses one
finding, with the reason.
`;

/** Returns the pages of the rules, sorted by file: the index, by group, and one for each rule. */
export function documentRules(rules: readonly RuleInfo[]): readonly Page[] {
  const pages = rules.map((rule) => ({ file: `${rule.id}.md`, text: rulePage(rule) }));
  return [{ file: 'README.md', text: indexPage(rules) }, ...pages].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function indexPage(rules: readonly RuleInfo[]): string {
  const sections = groupRules(rules).map(({ group, rules: ofGroup }) => {
    const rows = ofGroup.map(
      ({ id, severity, summary }) => `| [\`${id}\`](${id}.md) | ${severity} | ${cell(summary)} |`,
    );
    return [`## ${group}`, '', '| rule | severity | what is reported |', '|---|---|---|', ...rows, ''].join(
      '\n',
    );
  });
  return [INTRODUCTION, ...sections].join('\n');
}

function rulePage({ id, group, severity, summary, why, example }: RuleInfo): string {
  return `# ${id}

${summary}

${why}

| group | severity |
|---|---|
| [${group}](README.md#${group}) | ${severity} |

## Example

${introduce(example)}

Found:

\`\`\`yaml
${example.bad.trim()}
\`\`\`

Not found:

\`\`\`yaml
${example.good.trim()}
\`\`\`

## Set or suppress

${leeway(id)}
`;
}

function leeway(id: string): string {
  const { canBeSet, canBeSuppressed } = leewayOf(id);
  if (!canBeSet) {
    return 'It is always an error: a blueprint that has it has no model, so nothing else can be said of it.';
  }
  const set = `In the configuration, \`lintel.config.yaml\`: \`off\`, \`info\`, \`warning\` or \`error\`.

\`\`\`yaml
rules:
  ${id}: off
\`\`\``;
  if (!canBeSuppressed) return `${set}\n\nNo comment suppresses it, since it is about comments.`;
  return `${set}

In the blueprint, on the line before the finding, with the reason:

\`\`\`yaml
# lintel-disable-next-line ${id} -- why it is right here
\`\`\``;
}

function introduce({ whole }: RuleExample): string {
  if (whole) return 'Both are whole texts.';
  return 'Both are parts of a blueprint, laid over the reference blueprint (`blueprints/mobile-integration`): maps are merged key by key, the rest is replaced, and `null` takes a key away.';
}

/** Inside a table a bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
