import { nearFix } from '../diagnostics/edits.ts';
import { createSuggest, nearIn, type Suggest } from '../diagnostics/suggest.ts';
import type { DeviceApp, RequestStep } from '../model/model.ts';
import type { Span } from '../source/source.ts';
import type { Rule, RuleFinding } from './rule.ts';
import { placeholdersOf, requestSteps } from './shared/placeholders.ts';

/** Placeholders that nothing fills. */
export const undefinedPlaceholder: Rule = {
  id: 'undefined-placeholder',
  group: 'journeys',
  severity: 'warning',
  summary: 'A step has a placeholder that the application has no data for.',
  why: 'The phones then send the name itself: every one of them asks for the product "sku", which there is not.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      browse: { steps: ['GET /products/{article}'] }
`,
    good: `
devices:
  shopper-app:
    data: { article: [SHOE-0142, JACK-0088] }
    journeys:
      browse: { steps: ['GET /products/{article}'] }
`,
  },
  check: (model, report) => {
    const suggest = createSuggest();
    for (const app of model.devices) {
      for (const { step, journey, path } of requestSteps(app)) {
        for (const name of placeholdersOf(step)) {
          if (Object.hasOwn(app.data, name)) continue;
          report({
            message: `step "${step.label}" of journey "${journey.name}" has no data for "{${name}}"`,
            span: placeOf(step, name),
            path,
            ...remedy({ app, step, name }, suggest),
          });
        }
      }
    }
  },
};

/** Of the first time that it stands in the path; a body has no places of its own. */
function placeOf({ span }: RequestStep, name: string): Span {
  const at = span.source.text.slice(span.start, span.end).indexOf(`{${name}}`);
  if (at === -1) return span;
  const start = span.start + at + 1;
  return { source: span.source, start, end: start + name.length };
}

interface Undefined {
  readonly app: DeviceApp;
  readonly step: RequestStep;
  readonly name: string;
}

function remedy({ app, step, name }: Undefined, suggest: Suggest): Pick<RuleFinding, 'hint' | 'fix'> {
  const hint = suggest(name, () => Object.keys(app.data), 'it has data for');
  if (hint === undefined || nearIn(hint) === null)
    return { hint: `add values for it: "data: { ${name}: [...] }" of "${app.name}"` };
  const fix = nearFix(step.span, name, hint);
  return { hint, ...(fix === undefined ? {} : { fix }) };
}
