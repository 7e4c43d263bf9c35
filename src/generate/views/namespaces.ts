import type { Model } from '../../model/model.ts';
import { shortened } from './shortened.ts';

/** Kubernetes namespaces, one for each environment of a system, so that one cluster can hold all of them. */
export interface NamespacesView {
  readonly dev: string;
  readonly staging: string;
  /** That of the base, too: what is not said to be of another environment is of this one. */
  readonly production: string;
  /** Of the machines that make load, which are no part of the system. */
  readonly load: string;
}

/** Returns the namespaces of a system. Production has the system's own name. */
export function namespacesOf({ name }: Model): NamespacesView {
  const namespace = (purpose: string) => `${shortened(name, MOST_OF_LABEL - purpose.length - 1)}-${purpose}`;
  return {
    dev: namespace('dev'),
    staging: namespace('staging'),
    production: name,
    load: namespace('load'),
  };
}

/** Most characters of a DNS label (RFC 1123), which the name of a namespace is. */
const MOST_OF_LABEL = 63;
