import type { Fix, Related } from '../diagnostics/diagnostic.ts';
import type { RuleInfo } from '../diagnostics/stage-rules.ts';
import type { Model } from '../model/model.ts';
import type { Span } from '../source/source.ts';

/** What a rule says about one place of a model; its id and severity are added to it. */
export interface RuleFinding {
  readonly message: string;
  readonly span: Span;
  readonly path: string;
  readonly hint?: string;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** A check of a sound model: it finds what is allowed by the format, and still is a mistake or may be one. */
export interface Rule extends RuleInfo {
  /** Reports every finding, in any order. Reads the model and nothing else. */
  readonly check: (model: Model, report: (finding: RuleFinding) => void) => void;
}
