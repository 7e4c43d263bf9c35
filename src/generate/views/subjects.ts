import { rememberedFor } from '../../model/memo.ts';
import type { Model } from '../../model/model.ts';
import type { Subject } from '../pack/pack.ts';
import { deploymentView } from './deployment.ts';
import { frontendView } from './frontend.ts';
import { gatewayView } from './gateway.ts';
import { integrationView } from './integration.ts';
import { k6View } from './k6.ts';
import { mobileServiceView } from './mobile-service.ts';
import { knownWorkloads, packageViews, standInView } from './package.ts';
import { projectView } from './project.ts';

/** One thing that a template is rendered for. */
export interface SubjectView {
  /** Plain data; text that the blueprint's author chose freely is `FreeText`. */
  readonly view: object;
  /** What of the blueprint it is; `''` for the whole. */
  readonly blueprintPath: string;
}

/** Returns the views that an entry of a pack is rendered for, in the order of the model. */
export function subjectViews(model: Model, subject: Subject): readonly SubjectView[] {
  const paths = new Map(model.elements.map(({ name, path }) => [name, path]));
  const pathOf = (name: string) => paths.get(name) ?? '';
  switch (subject) {
    case 'deployment':
      return [{ view: deploymentView(model), blueprintPath: '' }];
    case 'load-test':
      return [{ view: k6View(model), blueprintPath: '' }];
    case 'workload':
      return knownWorkloads(model).map((view) => ({ view, blueprintPath: pathOf(view.name) }));
    case 'system':
      return [{ view: projectView(model), blueprintPath: '' }];
    case 'package':
      return packageViews(model).map((view) => ({ view, blueprintPath: pathOf(view.name) }));
    case 'gateway':
      return model.gateways.map((gateway) => ({
        view: gatewayView(model, gateway),
        blueprintPath: gateway.path,
      }));
    case 'frontend':
      return frontendViews(model);
    case 'frontend-operation':
      return operationSubjects(frontendViews(model), model.frontends);
    case 'integration':
      return integrationViews(model);
    case 'integration-operation':
      return operationSubjects(integrationViews(model), model.integrations);
    case 'mobile-service':
      return model.mobileServices.map((service) => ({
        view: mobileServiceView(model, service),
        blueprintPath: service.path,
      }));
    case 'stand-in':
      return [...model.backends, ...model.providers].map((element) => ({
        view: standInView(model, element),
        blueprintPath: element.path,
      }));
  }
}

const frontendViews = rememberedFor((model: Model) =>
  model.frontends.map((frontend) => ({ view: frontendView(model, frontend), blueprintPath: frontend.path })),
);

const integrationViews = rememberedFor((model: Model) =>
  model.integrations.map((integration) => ({
    view: integrationView(model, integration),
    blueprintPath: integration.path,
  })),
);

interface Operated {
  readonly operations: readonly { readonly path: string }[];
}

/** Views and elements are in the same order, and so are their operations. */
function operationSubjects(
  subjects: readonly { readonly view: { readonly operations: readonly object[] } }[],
  elements: readonly Operated[],
): readonly SubjectView[] {
  return subjects.flatMap((subject, at) =>
    subject.view.operations.map((view, index) => ({
      view,
      blueprintPath: elements[at]?.operations[index]?.path ?? '',
    })),
  );
}
