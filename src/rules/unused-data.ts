import { documentIndex } from '../diagnostics/document-index.ts';
import { fixOf, removeEntry } from '../diagnostics/edits.ts';
import type { DeviceApp } from '../model/model.ts';
import type { Span } from '../source/source.ts';
import type { Rule } from './rule.ts';
import { placeholdersOf, requestSteps } from './shared/placeholders.ts';

/** Values that no step sends. */
export const unusedData: Rule = {
  id: 'unused-data',
  group: 'journeys',
  severity: 'info',
  summary: 'An application has data that no step uses.',
  why: 'Most often a placeholder is missing: the phones send one fixed value where many were meant, and a cache makes that look quick.',
  example: {
    bad: `
devices:
  shopper-app:
    data: { colour: [moss, sand] }
`,
    good: `
devices:
  shopper-app:
    data: { colour: [moss, sand] }
    journeys:
      browse: { steps: ['GET /products?colour={colour}'] }
`,
  },
  check: (model, report) => {
    for (const app of model.devices) {
      const used = new Set(requestSteps(app).flatMap(({ step }) => [...placeholdersOf(step)]));
      for (const name of Object.keys(app.data)) {
        if (used.has(name)) continue;
        const key = keyOf(app, name);
        report({
          message: `data "${name}" of mobile application "${app.name}" is not used by any step`,
          span: key ?? app.written.get('data') ?? app.span,
          path: `${app.path}.data.${name}`,
          hint: `use it as "{${name}}" in a path or a body, or remove it`,
          ...(key === null
            ? {}
            : fixOf({ title: `remove the data "${name}"`, safety: 'safe', edits: [removeEntry(key)] })),
        });
      }
    }
  },
};

function keyOf(app: DeviceApp, name: string): Span | null {
  const data = app.written.get('data');
  const map = data && documentIndex(data.source)?.maps.get(data.start);
  return map?.entries.get(name)?.keySpan ?? null;
}
