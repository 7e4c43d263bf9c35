import type { Element } from '../../model/model.ts';
import { shortened } from './shortened.ts';

/**
 * Most characters of the name of a StatefulSet: Kubernetes appends a hyphen and a hash of ten characters for a label of its pods,
 * which no pod could be made with if it were longer than 63.
 */
export const MOST_OF_STATEFUL_SET = 52;

/** Returns the name of an element's Deployment or StatefulSet: that of the element, unless that is too long for one. */
export function controllerNameOf(element: Element): string {
  return isPersistent(element) ? shortened(element.name, MOST_OF_STATEFUL_SET) : element.name;
}

/** Returns whether an element has container native storage. */
export function isPersistent(element: Element): boolean {
  return element.tier === 'mobileServices' && element.storage !== null;
}
