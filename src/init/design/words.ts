import { camel, kebab, pascal } from '../../generate/names.ts';
import type { Entity, Field } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from './choose-systems.ts';

/** The names that follow from what a backend system keeps. */
export interface EntityWords {
  /** `workOrder`, as a part of an answer and as a property. */
  readonly one: string;
  /** `workOrders`. */
  readonly many: string;
  /** `/work-orders`. */
  readonly path: string;
  readonly key: Field;
}

/** Returns the names of what is kept, in the words of the app. */
export function wordsOf({ noun, plural, fields }: Entity): EntityWords {
  const [key] = fields;
  if (key === undefined) throw new Error(`${noun} has no key`);
  return { one: camel(noun), many: camel(plural), path: `/${kebab(plural)}`, key };
}

/** What an integration microservice is asked for. */
export type Use = 'list' | 'get' | 'create' | 'change';

/** Returns what a backend system is asked for, by its role. */
export function usesOf({ role }: Pick<ChosenSystem, 'role'>): readonly Use[] {
  if (role === 'person') return ['get', 'change'];
  return role === 'catalogue' ? ['list', 'get'] : ['list', 'create'];
}

/** Returns the name of an operation of an integration microservice: `listOrders`. */
export function integrationOperation(use: Use, { noun, plural }: Entity): string {
  return use === 'list' ? `list${pascal(plural)}` : `${use}${pascal(noun)}`;
}

const VERBS = {
  rest: { list: 'search', get: 'read', create: 'create', change: 'update' },
  soap: { list: 'List', get: 'Get', create: 'Create', change: 'Update' },
} as const;

/** Returns the name of an operation of a backend system, as its contract has it: `searchOrders`, `ListOrders`. */
export function backendOperation(use: Use, { protocol, entity }: ChosenSystem): string {
  return `${VERBS[protocol][use]}${pascal(use === 'list' ? entity.plural : entity.noun)}`;
}
