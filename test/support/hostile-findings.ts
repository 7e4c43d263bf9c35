import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { FindingsReport } from '../../src/diagnostics/findings-report.ts';
import { createSource } from '../../src/source/source.ts';
import { sampleReport } from './findings.ts';

/** What a stranger may write into a name, a comment or the name of a file, against whoever shows it. */
export const HOSTILE: readonly string[] = [
  '\u001b[2J\u001b[31mred\u0007\u009b1m\u007f',
  '::error file=x,line=1::injected\n::add-mask::o\r\n  ::stop-commands::x\r',
  '##[add-mask]a ##[error]b ##vso[task.setvariable variable=x]y',
  '%0A::error::x%25%3A%2C',
  ']]><failure/><!-- --> &amp; &#x0; <script>alert("x")</script>',
  '`code` **bold** _it_ ~~no~~ | cell | [link](https://example.org) ![image](x) <br> <img src=x onerror=y> $x^2$',
  '@everybody #12 GH-34 https://example.org www.example.org',
  'left\u202eright\u2066\u200b\ufeff\u2028\u2029end',
  'half \ud800 pair \udc00, no characters \ufffe\uffff, null \0',
  '/../..\\..\\%2e%2e/',
  '{0} {{1}} ${x} $(touch x) \\" \' \\',
  '```\n# heading\n\n| a |\n|---|\n',
];

/** A report in which each of these stands wherever a text of a stranger may stand. */
export const hostileReport: FindingsReport = {
  ...sampleReport,
  files: HOSTILE,
  findings: HOSTILE.map((text, index) => findingWith(text, index)),
  suppressed: HOSTILE.map((text, index) => ({
    diagnostic: { ...findingWith(text, index), path: `suppressed.${text}` },
    by: index % 2 === 0 ? 'comment' : 'baseline',
    reason: text,
  })),
};

function findingWith(text: string, index: number): Diagnostic {
  const source = createSource(text, `name: ${text}\n`);
  const span = { source, start: 6, end: 6 + text.length };
  return {
    rule: 'shape',
    severity: (['error', 'warning', 'info'] as const)[index % 3] ?? 'error',
    message: text,
    span,
    path: text,
    hint: text,
    related: [{ message: text, span }],
    fix: { title: text, safety: 'safe', edits: [{ span, text }] },
  };
}
