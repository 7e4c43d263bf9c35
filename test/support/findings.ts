import type { Diagnostic, Severity } from '../../src/diagnostics/diagnostic.ts';
import type { FindingsReport } from '../../src/diagnostics/findings-report.ts';
import type { FormatContext } from '../../src/diagnostics/formats/format.ts';
import { createSource, type Source, type Span } from '../../src/source/source.ts';

export const context: FormatContext = {
  repository: { root: '/repository', cwd: '/repository/retail' },
  failOn: 'error',
};

const shop = createSource(
  'shop.yaml',
  `blueprint: mobile-integration/v1
name: shop
gateway:
  api:
    plans:
      old: { rate: 1/s }
    to: strefront
frontends:
  storefront: {}
  storefront-two: {}
`,
);
const bank = createSource(
  'sub folder/bank & co.blueprint.yaml',
  'name: bank\r\nowner: team-ünïcode 🏦 # 100%\r\n',
);

/** Returns the span of the first place where a source holds a text. */
export function spanOf(source: Source, text: string): Span {
  const start = source.text.indexOf(text);
  if (start === -1) throw new Error(`${source.path} does not hold ${text}`);
  return { source, start, end: start + text.length };
}

const unusedPlan: Diagnostic = {
  rule: 'unused-element',
  severity: 'warning',
  message: 'plan "old" of API gateway "api" is not used by anything',
  span: spanOf(shop, 'old'),
  path: 'gateway.api.plans.old',
  fix: {
    title: 'remove the plan "old"',
    safety: 'safe',
    edits: [{ span: spanOf(shop, '      old: { rate: 1/s }\n'), text: '' }],
  },
};

const unknownElement: Diagnostic = {
  rule: 'unknown-reference',
  severity: 'error',
  message: 'API gateway "api" refers to undefined element "strefront"',
  span: spanOf(shop, 'strefront'),
  path: 'gateway.api.to',
  hint: 'did you mean "storefront"?',
  related: [{ message: '"storefront" is declared here', span: spanOf(shop, 'storefront') }],
  fix: {
    title: 'write "storefront"',
    safety: 'suggestion',
    edits: [{ span: spanOf(shop, 'strefront'), text: 'storefront' }],
  },
};

const longName: Diagnostic = {
  rule: 'name',
  severity: 'info',
  message: 'name "storefront-two" is longer than it has to be',
  span: { source: shop, start: shop.text.indexOf('frontends'), end: shop.text.length },
  path: 'frontends.storefront-two',
};

const owner: Diagnostic = {
  rule: 'shape',
  severity: 'error',
  message: 'owner "team-ünïcode 🏦" is no name',
  span: spanOf(bank, 'team-ünïcode 🏦'),
  path: 'owner',
};

const noRateLimit: Diagnostic = {
  rule: 'no-rate-limit',
  severity: 'warning',
  message: 'API gateway "api" has no plan with a rate',
  span: spanOf(shop, 'api'),
  path: 'gateway.api',
};

const rules = [
  ['name', 'info', 'A name is reserved.', 'Names become host names.'],
  [
    'no-rate-limit',
    'warning',
    'Nothing limits what a phone may ask for.',
    'One phone can take all there is.',
  ],
  ['shape', 'error', 'A key or a value is not as the format says.', 'A typo is found in production.'],
  ['syntax', 'error', 'The text is not YAML 1.2.', 'Nothing more can be said about it.'],
  ['unknown-reference', 'error', 'A reference names nothing.', 'A name that is not declared is a typo.'],
  ['unused-element', 'warning', 'An element is declared that nothing uses.', 'It is paid for all the same.'],
] as const satisfies readonly (readonly [string, Severity, string, string])[];

/** The report that every golden file shows: two files, all severities, a hint, related places, fixes, two suppressed. */
export const sampleReport: FindingsReport = {
  files: ['clean.blueprint.yaml', shop.path, bank.path],
  findings: [unusedPlan, unknownElement, longName, owner],
  suppressed: [
    { diagnostic: noRateLimit, by: 'comment', reason: 'the partner limits it' },
    {
      diagnostic: { ...owner, span: spanOf(bank, 'bank'), path: 'name', message: 'name "bank" is taken' },
      by: 'baseline',
      reason: 'known since 2031-02-03',
    },
  ],
  rules: rules.map(([id, severity, summary, why]) => ({ id, severity, summary, why })),
  version: '1.2.3',
};

/** Nothing found in one file. */
export const cleanReport: FindingsReport = {
  ...sampleReport,
  files: ['clean.blueprint.yaml'],
  findings: [],
  suppressed: [],
};

/** Returns a report with this many findings, a tenth of them errors, the last ones. */
export function reportOf(count: number): FindingsReport {
  const findings = Array.from({ length: count }, (_, index): Diagnostic => {
    const severity = index >= count * 0.9 ? 'error' : 'warning';
    return { ...noRateLimit, severity, message: `finding ${index}`, path: `gateway.api.plans.p${index}` };
  });
  return { ...sampleReport, findings, suppressed: [] };
}
