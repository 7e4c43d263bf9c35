import { checkRules } from '../../../src/rules/index.ts';
import { load } from '../../config/memory-files.ts';
import { modelOf } from '../../model/sample.ts';
import { LANDSCAPE } from './landscape.ts';

/** What a custom rule finds in a blueprint (by default the landscape), as `text at the place | path | message`. */
export function foundBy(demand: string, { message = 'm', text = LANDSCAPE } = {}): readonly string[] {
  const rule = `custom:\n  own-rule:\n    message: '${message}'\n    ${demand}\n`;
  const loaded = load({ 'lintel.config.yaml': rule });
  if (loaded.config === null) throw new Error(loaded.diagnostics.map(({ message: why }) => why).join('\n'));
  return checkRules(modelOf(text), loaded.config.custom).map((finding) => {
    if (finding.rule !== 'own-rule' || finding.severity !== 'warning') throw new Error(finding.rule);
    const { span, path } = finding;
    return `${span.source.text.slice(span.start, span.end)} | ${path} | ${finding.message}`;
  });
}
