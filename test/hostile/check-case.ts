import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { check } from '../../src/api/check.ts';
import { type Diagnostic, orderDiagnostics, rangeOf } from '../../src/diagnostics/diagnostic.ts';
import type { FindingsReport } from '../../src/diagnostics/findings-report.ts';
import { formatJson } from '../../src/diagnostics/formats/json.ts';
import { formatText } from '../../src/diagnostics/formats/text.ts';
import { STAGE_RULES } from '../../src/diagnostics/stage-rules.ts';
import type { HostileCase } from './hostile-case.ts';
import { CONTRACT } from './sound-blueprint.ts';

/** Returns a folder with these files and the sound contract, removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ 'crm.yaml': CONTRACT, ...files }))
    writeFileSync(join(folder, name), content);
  return folder;
}

/** Returns what is found in the blueprint of a case. */
export function findingsOf({ text, files }: HostileCase): readonly Diagnostic[] {
  return check('blueprint.yaml', folderWith({ ...files, 'blueprint.yaml': text })).diagnostics;
}

/** So many errors are enough to know which ones they are. */
const MOST_SHOWN = 4;

/** Returns the errors of the stages before the rules as text: `line:column rule: message`, the hint, and how many more. */
export function shownErrors(findings: readonly Diagnostic[]): string {
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && STAGES.has(rule));
  if (errors.length === 0) return 'nothing';
  const shown = errors.slice(0, MOST_SHOWN).map(({ rule, message, hint, span }) => {
    const { line, column } = rangeOf(span).start;
    // What V8 says about JSON differs from version to version.
    const words = message.replace(/(it is not JSON: ).*/, '$1…');
    return `${line}:${column} ${rule}: ${words}${hint === undefined ? '' : `\n    ${hint}`}`;
  });
  const rest = errors.length - shown.length;
  const last = errors.at(-1)?.message;
  return [...shown, ...(rest > 0 ? [`and ${rest} more, the last: ${last}`] : [])].join('\n');
}

const STAGES: ReadonlySet<string> = new Set(STAGE_RULES.map(({ id }) => id));

/** What must hold of every finding, whatever it is about. */
export function expectWellFormed(findings: readonly Diagnostic[]): void {
  for (const { message, hint, span, related } of findings) {
    for (const place of [span, ...(related ?? []).map((other) => other.span)]) {
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.source.text.length).toBeGreaterThanOrEqual(place.end);
    }
    for (const sentence of [message, hint ?? '', ...(related ?? []).map((other) => other.message)]) {
      expect(sentence).not.toMatch(UNPRINTABLE);
      expect(sentence.length).toBeLessThan(3000);
    }
    const contract = message.match(/^contract "([^"]+)" cannot be used: (.*)/s);
    // A reference may name the file itself: that is what it says.
    if (contract !== null && !message.includes('"$ref"'))
      expect(contract[2]).not.toContain(`"${contract[1]}"`);
    expect(message).not.toMatch(/^[A-Z][a-z]|\.$/);
  }
  expect(orderDiagnostics([...findings].reverse())).toEqual(orderDiagnostics(findings));
  const text = formatText(findings);
  expect(text.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
  // What a line of a build's log must not begin with, or hold: commands to the build server.
  expect(text).not.toMatch(/^\s*::|##\w*\[/m);
  const context = { repository: { root: '/', cwd: '/' }, failOn: 'error' } as const;
  expect(JSON.parse(formatJson(reportOf(findings), context)).findings).toHaveLength(findings.length);
}

function reportOf(findings: readonly Diagnostic[]): FindingsReport {
  return { files: ['blueprint.yaml'], findings, suppressed: [], rules: [], version: '0.0.0' };
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
