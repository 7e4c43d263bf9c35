import { dirname } from 'node:path';
import { reportShape } from '../blueprint/report-shape.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Finding, toDiagnostic } from '../diagnostics/findings.ts';
import type { Suggest } from '../diagnostics/suggest.ts';
import type { GlobResult, Separator } from '../source/glob.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import type { MapNode } from '../source/parsed-document.ts';
import type { Source } from '../source/source.ts';
import { configFormat } from './config-format.ts';

/** One configuration file whose shape is right. */
export interface ConfigDocument {
  readonly source: Source;
  /** Absolute. */
  readonly folder: string;
  readonly root: MapNode;
}

/** What the parts of a configuration are read with. */
export interface Reading {
  readonly report: ConfigReport;
  /** As `compileGlob`, within what all patterns of the configuration together may cost. */
  readonly compile: (pattern: string, separator: Separator) => GlobResult;
  readonly suggest: Suggest;
}

/** Takes one mistake in a configuration. */
export type ConfigReport = (mistake: Omit<Finding, 'rule'>) => void;

/** More mistakes than these are not read by anybody. */
const MOST_MISTAKES = 1000;

/** Returns a report that puts what it is told into a list, as findings of the rule `config`. */
export function reportInto(found: Diagnostic[]): ConfigReport {
  return (mistake) => {
    if (found.length === MOST_MISTAKES) return;
    found.push({ ...toDiagnostic({ ...mistake, rule: 'shape' }), rule: 'config' });
  };
}

const WORDS = { noun: 'configuration', hint: 'start with "rules:", and below it a rule and its severity' };

/** In UTF-16 units; what a team decides is shorter. */
const LONGEST = 256 * 1024;

/** Parses a configuration file and looks at its shape. Returns null where it has mistakes; they are reported. */
export function parseConfig(source: Source, path: string, report: ConfigReport): ConfigDocument | null {
  if (source.text.length > LONGEST) {
    const span = { source, start: LONGEST, end: LONGEST + 1 };
    report({ message: 'the file is larger than 256 KiB', span, path: '' });
    return null;
  }
  let isSound = true;
  const spoil = (finding: Finding) => {
    isSound = false;
    const { rule, hint, ...mistake } = finding;
    // What the parser advises where a text is beyond what it reads is advice about blueprints.
    report(rule === 'limit' || rule === 'yaml-feature' ? mistake : { ...mistake, hint });
  };
  const document = parseYaml(source, spoil, WORDS);
  if (document?.root.type !== 'map') return null;
  reportShape(document.root, configFormat, spoil);
  return isSound ? { source, folder: dirname(path), root: document.root } : null;
}
