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
          const span = placeOf(step, name);
          report({
            message: `step "${step.label}" of journey "${journey.name}" has no data for "{${name}}"`,
            span,
            path,
            ...remedy({ app, name, span }, suggest),
          });
        }
      }
    }
  },
};

/** Where it stands in the path, else in the body; what is written with escapes is not found. */
function placeOf({ span, bodyPlaces }: RequestStep, name: string): Span {
  // What is in a value is in all that is around it, too, which comes before it.
  const places = [...bodyPlaces.values()].reverse();
  for (const { source, start, end } of [span, ...places]) {
    const at = source.text.slice(start, end).indexOf(`{${name}}`) + 1;
    if (at > 0) return { source, start: start + at, end: start + at + name.length };
  }
  return span;
}

interface Undefined {
  readonly app: DeviceApp;
  readonly name: string;
  readonly span: Span;
}

function remedy({ app, name, span }: Undefined, suggest: Suggest): Pick<RuleFinding, 'hint' | 'fix'> {
  const hint = suggest(name, () => Object.keys(app.data), 'it has data for');
  if (hint === undefined || nearIn(hint) === null)
    return { hint: `add values for it: "data: { ${name}: [...] }" of "${app.name}"` };
  const fix = nearFix(span, name, hint);
  return { hint, ...(fix === undefined ? {} : { fix }) };
}
