import { callerNames } from '../expressions/caller-names.ts';
import { isAnonymous } from '../expressions/operation-input.ts';
import { answeringOperation } from '../model/exercised-edges.ts';
import type { RequestStep } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { requestSteps } from './shared/placeholders.ts';
import { queryNames } from './shared/query-names.ts';

/** What a client says, and the caller's id is taken for. */
export const ignoredInput: Rule = {
  id: 'ignored-input',
  group: 'journeys',
  severity: 'warning',
  summary: "A step says in its query or body what a part takes the caller's id for.",
  why: 'Without "sends", what the path of a request does not name is the caller\'s id, so that nobody reads another one\'s data: what the step says is ignored.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      my-account: { steps: ['GET /account?id={sku}'] }
`,
    good: `
devices:
  shopper-app:
    journeys:
      my-account: { steps: [GET /account] }
`,
  },
  check: (model, report) => {
    for (const app of model.devices) {
      for (const { step, journey, path } of requestSteps(app)) {
        const { to } = step.route;
        const operation = to.tier === 'frontends' ? answeringOperation(to, step) : null;
        if (to.tier !== 'frontends' || operation === null) continue;
        if (isAnonymous(model, { frontend: to, operation })) continue;
        for (const gather of operation.gathers) {
          const { path: own, behind } = callerNames(gather, operation.http.parameters);
          const name = [...own, ...behind].find((one) => says(step, one));
          if (name === undefined) continue;
          report({
            message: `step "${step.label}" of journey "${journey.name}" says "${name}", and part "${gather.part}" of "${to.name}.${operation.name}" takes the caller's id for it`,
            span: step.bodyPlaces.get(`/${name}`) ?? step.span,
            path,
            hint: `leave it out, name it in the path, or add "sends" to the part`,
          });
        }
      }
    }
  },
};

function says({ path, body }: RequestStep, name: string): boolean {
  const isField = typeof body === 'object' && body !== null && Object.hasOwn(body, name);
  return isField || queryNames(path).includes(name);
}
