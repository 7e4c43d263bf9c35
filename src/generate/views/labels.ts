import type { Element, Model } from '../../model/model.ts';
import { controllerNameOf } from './controller-name.ts';

/** Returns the labels that everything of an element has in a cluster: the recommended ones, and its owner. */
export function labelsOf(model: Model, element: Element): Readonly<Record<string, string>> {
  return {
    ...selectorOf(model, element.name),
    // Of an application, as Kubernetes counts them: each workload is one.
    'app.kubernetes.io/instance': controllerNameOf(element),
    'app.kubernetes.io/component': tierName(element.tier),
    'app.kubernetes.io/version': '0.1.0',
    owner: ownerLabelOf(model, element),
  };
}

/** Returns the labels that tell an element's pods from all others. */
export function selectorOf(model: Model, name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': model.name };
}

/** Returns a tier's name as part of other names: `mobile-services`. */
export function tierName(tier: Element['tier']): string {
  return tier === 'mobileServices' ? 'mobile-services' : tier;
}

/** Returns the label of who owns an element; of the whole without one. */
export function ownerLabelOf(model: Model, element?: Element): string {
  return labelValue(element?.owner || model.owner);
}

/** Returns text as a label's value: at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with one of the first two. */
function labelValue(text: string): string {
  const value = text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '');
  return value === '' ? 'unknown' : value;
}
