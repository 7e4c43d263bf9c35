import { exercisedEdges } from '../model/exercised-edges.ts';
import type { Rule } from './rule.ts';

/** Edges that start at an element with traffic and get none themselves. */
export const unexercisedEdge: Rule = {
  id: 'unexercised-edge',
  group: 'journeys',
  severity: 'info',
  summary: 'No journey puts traffic on a declared edge.',
  why: 'A simulation says nothing about a way that no phone takes.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      my-account:
        steps: [GET /home]
`,
    good: `
devices:
  shopper-app:
    journeys:
      my-account:
        steps: [GET /account]
`,
  },
  check: (model, report) => {
    const exercised = new Set(exercisedEdges(model));
    const starts = new Set(model.devices.map((app) => app.name));
    for (const edge of exercised) starts.add(edge.to);
    const elements = new Map(model.elements.map((element) => [element.name, element]));
    for (const edge of model.edges) {
      // What lies behind an element without traffic has none either: saying it once is enough.
      if (exercised.has(edge) || !starts.has(edge.from)) continue;
      report({
        message: `no journey puts traffic on the edge "${edge.from} -> ${edge.to}"`,
        span: edge.span,
        path: elements.get(edge.from)?.path ?? '',
        hint: 'add a step that takes this way to a journey',
      });
    }
  },
};
