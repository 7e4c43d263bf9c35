import { camel, pascal } from '../../generate/names.ts';
import type { BackendAnswer } from '../answers.ts';
import { titleOf } from '../answers.ts';
import type { AppKind, Entity, Role, UsualSystem } from '../app-kinds/app-kind.ts';

/** A backend system of the blueprint, with what it keeps and who stands before it. */
export interface ChosenSystem extends Omit<UsualSystem, 'alike'> {
  /** Element name of the integration microservice that reaches it. */
  readonly integration: string;
  /** Element name of the frontend microservice that has its screens. */
  readonly frontend: string;
}

/**
 * Returns what each chosen backend system is, in their order. One with the name of a usual system is that one. Another
 * takes the role that its name suggests, if nobody else has it; else it is a list of entries to look through, with a
 * frontend microservice of its own.
 */
export function chooseSystems(kind: AppKind, backends: readonly BackendAnswer[]): readonly ChosenSystem[] {
  const taken = new Set<Role>();
  const byName = new Map<string, UsualSystem>();
  const assign = (backend: BackendAnswer, system: UsualSystem | undefined) => {
    if (system === undefined || taken.has(system.role) || byName.has(backend.name)) return;
    taken.add(system.role);
    byName.set(backend.name, system);
  };
  for (const backend of backends)
    assign(
      backend,
      kind.systems.find(({ name }) => name === backend.name),
    );
  for (const backend of backends)
    assign(
      backend,
      kind.systems.find(
        ({ role, alike }) => !taken.has(role) && alike.some((word) => backend.name.includes(word)),
      ),
    );
  return backends.map((backend) => chosen(kind, backend, byName.get(backend.name)));
}

function chosen(kind: AppKind, backend: BackendAnswer, usual: UsualSystem | undefined): ChosenSystem {
  const { name, protocol } = backend;
  const integration = `${name}-integration`;
  if (usual === undefined) {
    return { ...entriesSystem(name), protocol, integration, frontend: `${name}-screens` };
  }
  const { alike: _alike, ...system } = usual;
  const isSame = usual.name === name;
  return {
    ...system,
    name,
    protocol,
    title: isSame ? usual.title : titleOf(name),
    owner: isSame ? usual.owner : `team-${name}`,
    integration,
    frontend: kind.frontends[usual.role],
  };
}

/** A system of which nothing but its name is known. */
function entriesSystem(name: string): Omit<UsualSystem, 'alike' | 'protocol'> {
  return {
    name,
    title: titleOf(name),
    owner: `team-${name}`,
    role: 'catalogue',
    latency: { p50Ms: 40, p99Ms: 200 },
    entity: entriesOf(name),
  };
}

function entriesOf(name: string): Entity {
  const words = name.replaceAll('-', ' ');
  const prefix = pascal(name).slice(0, 4).toUpperCase();
  return {
    noun: `${words} entry`,
    plural: `${words} entries`,
    owner: null,
    fields: [
      {
        name: `${camel(name)}Id`,
        column: 'entryKey',
        type: 'text',
        values: [`${prefix}-001`, `${prefix}-002`, `${prefix}-003`],
      },
      {
        name: 'title',
        column: 'label',
        type: 'text',
        values: ['First entry', 'Second entry', 'Third entry'],
      },
      { name: 'state', column: 'status', type: 'choice', values: ['ACTIVE', 'DRAFT', 'ACTIVE'] },
      {
        name: 'changedOn',
        column: 'lastModified',
        type: 'date',
        values: ['2026-02-01', '2026-01-20', '2025-12-12'],
      },
    ],
  };
}
