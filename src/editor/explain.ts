import type { Hover } from 'vscode-languageserver';
import type { OpenDocument, RuleText } from './open-document.ts';
import { toRange } from './places.ts';

/** Returns why there are findings at an offset, as Markdown, or null where there are none. */
export function explainAt(
  { findings }: OpenDocument,
  offset: number,
  rules: ReadonlyMap<string, RuleText>,
): Hover | null {
  const here = findings.filter(({ span }) => span.start <= offset && offset <= span.end);
  const [first] = here;
  const ids = [...new Set(here.map(({ rule }) => rule))];
  const texts = ids.flatMap((id) => rules.get(id) ?? []).map(explain);
  if (first === undefined || texts.length === 0) return null;
  return { range: toRange(first.span), contents: { kind: 'markdown', value: texts.join('\n\n---\n\n') } };
}

function explain({ id, summary, why, bad, good }: RuleText): string {
  const example = (title: string, text: string) =>
    text.trim() === '' ? [] : [`${title}:`, `\`\`\`yaml\n${text.trim()}\n\`\`\``];
  return [`**${id}**: ${summary}`, why, ...example('Not so', bad), ...example('But so', good)].join('\n\n');
}
