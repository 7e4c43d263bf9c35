import { textAt } from '../blueprint/fields.ts';
import { validateShape } from '../blueprint/validate-shape.ts';
import type { ContractResult } from '../contracts/contract-result.ts';
import { type Diagnostic, orderDiagnostics } from '../diagnostics/diagnostic.ts';
import { type Report, toDiagnostic } from '../diagnostics/findings.ts';
import { createSuggest } from '../diagnostics/suggest.ts';
import { findPattern, PATTERNS } from '../patterns/index.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import type { Source } from '../source/source.ts';
import type { Model } from './model.ts';
import { declareNames } from './resolve/declared-names.ts';
import { resolveModel } from './resolve/resolve-model.ts';

/** The model is null if there is any error among the findings, which are in order. */
export interface Checked {
  readonly model: Model | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses, validates and resolves a blueprint and returns the model with all findings; never throws for bad input.
 * `loadContract` reads the contract of a file named relative to the blueprint's folder; it is called once a file.
 */
export function checkBlueprint(source: Source, loadContract: (file: string) => ContractResult): Checked {
  const found: Diagnostic[] = [];
  const report: Report = (finding) => found.push(toDiagnostic(finding));
  const document = parseYaml(source, report);
  const blueprint = document && validateShape(document, report);
  // An unknown pattern is reported with the shape; the rest is checked against the first one.
  const pattern = blueprint && (findPattern(textAt(blueprint.root, 'blueprint') ?? '') ?? PATTERNS[0]);
  if (!blueprint || !pattern) return { model: null, diagnostics: orderDiagnostics(found) };
  const model = resolveModel({
    source,
    blueprint,
    pattern,
    names: declareNames(blueprint, pattern, report),
    report,
    suggest: createSuggest(),
    loadContract: once(loadContract),
    candidates: new Map(),
    references: [],
  });
  const diagnostics = orderDiagnostics(found);
  const isSound = diagnostics.every((diagnostic) => diagnostic.severity !== 'error');
  return { model: isSound ? model : null, diagnostics };
}

function once(load: (file: string) => ContractResult): (file: string) => ContractResult {
  const loaded = new Map<string, ContractResult>();
  return (file) => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const result = load(file);
    loaded.set(file, result);
    return result;
  };
}
