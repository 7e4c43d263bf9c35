import { occurrencesOf } from '../../src/blueprint/occurrences.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { OpenDocument } from '../../src/editor/open-document.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';

/** Returns a text as an editor has it open; `findings` are made on its source. */
export function openDocument(
  text: string,
  findings: (source: OpenDocument['source']) => readonly Diagnostic[] = () => [],
): OpenDocument {
  const source = createSource('shop.blueprint.yaml', text);
  const root = parseYaml(source, () => {})?.root;
  return {
    uri: 'file:///shop.blueprint.yaml',
    version: 1,
    source,
    findings: findings(source),
    occurrences: root?.type === 'map' ? occurrencesOf(root) : [],
  };
}
