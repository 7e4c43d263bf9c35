import type { Model } from '../../model/model.ts';
import type { Subject } from '../pack.ts';
import { deploymentView } from './deployment.ts';
import { frontendView } from './frontend.ts';
import { gatewayView } from './gateway.ts';
import { integrationView } from './integration.ts';
import { mobileServiceView } from './mobile-service.ts';
import { packageViews, standInView } from './package.ts';
import { projectView } from './project.ts';
import { workloadViews } from './workload.ts';

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
    case 'workload':
      return workloadViews(model).map((view) => ({ view, blueprintPath: pathOf(view.name) }));
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
      return model.frontends.map((frontend) => ({
        view: frontendView(model, frontend),
        blueprintPath: frontend.path,
      }));
    case 'frontend-operation':
      return model.frontends.flatMap((frontend) =>
        operationSubjects(frontendView(model, frontend).operations, frontend.operations),
      );
    case 'integration':
      return model.integrations.map((integration) => ({
        view: integrationView(model, integration),
        blueprintPath: integration.path,
      }));
    case 'integration-operation':
      return model.integrations.flatMap((integration) =>
        operationSubjects(integrationView(model, integration).operations, integration.operations),
      );
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

function operationSubjects(
  views: readonly object[],
  operations: readonly { readonly path: string }[],
): readonly SubjectView[] {
  return views.map((view, at) => ({ view, blueprintPath: operations[at]?.path ?? '' }));
}
