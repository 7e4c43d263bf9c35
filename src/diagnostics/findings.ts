import type { Span } from '../source/source.ts';
import type { Diagnostic, Fix, Related } from './diagnostic.ts';
import type { StageRuleId } from './stage-rules.ts';

/** A finding of a stage, before its severity is added. An undefined hint is no hint. */
export interface Finding {
  readonly rule: StageRuleId;
  readonly message: string;
  readonly span: Span;
  readonly path: string;
  readonly hint?: string | undefined;
  readonly related?: readonly Related[];
  /** An undefined fix is no fix. */
  readonly fix?: Fix | undefined;
}

/** Takes one finding. All findings are collected; none ends the work. */
export type Report = (finding: Finding) => void;

/** Returns the finding as a diagnostic. Every finding of a stage is an error: a stage does not warn. */
export function toDiagnostic(finding: Finding): Diagnostic {
  const { hint, related, fix, ...rest } = finding;
  return {
    ...rest,
    severity: 'error',
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined ? {} : { related }),
    ...(fix === undefined ? {} : { fix }),
  };
}
