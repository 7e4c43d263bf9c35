import type { Integration } from '../model/model.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { durationText, namesOf } from './shared/wording.ts';

/** Calls whose timeout nobody chose, although it is known how long the backend takes. */
export const defaultTimeout: Rule = {
  id: 'default-timeout',
  group: 'resilience',
  severity: 'info',
  summary: 'Calls of a backend whose latency is known have the default timeout.',
  why: 'A timeout should be a little above what the backend takes: far above it a hanging backend keeps screens waiting, below it good answers are thrown away.',
  example: {
    bad: `
integrations:
  crm-integration: { resilience: null }
`,
    good: `
integrations:
  crm-integration: { resilience: { timeout: 400ms } }
`,
  },
  check: (model, report) => {
    for (const integration of model.integrations) {
      // Where nothing is said of the backend, the default is as good as any.
      if (!integration.reaches.behaves.written.has('latency')) continue;
      const finding = findingOf(integration);
      if (finding !== null) report(finding);
    }
  },
};

/** One for the integration: what its operations leave out is best said once, for all of them. */
function findingOf({ name, path, span, reaches, operations }: Integration): RuleFinding | null {
  const left = operations.filter((operation) => !operation.resilience.written.has('timeout'));
  const [first] = left;
  if (first === undefined) return null;
  const isAll = left.length === operations.length;
  const names = left.map((operation) => operation.name);
  const whose = `${isAll ? '' : `${namesOf('operation', names)} of `}integration microservice "${name}"`;
  return {
    message: `the timeout of ${whose} is the default of ${durationText(first.resilience.timeoutMs)}`,
    span: isAll ? span : first.span,
    path: isAll ? path : first.path,
    hint: `the p99 of backend system "${reaches.name}" is ${durationText(reaches.behaves.latency.p99Ms)}: add a "timeout" a little above it to "resilience"`,
  };
}
