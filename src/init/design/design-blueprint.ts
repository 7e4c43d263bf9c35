import { UserError } from '../../diagnostics/user-error.ts';
import { type Answers, type BackendAnswer, neededServices } from '../answers.ts';
import type { AppKind } from '../app-kinds/app-kind.ts';
import { type ChosenSystem, chooseSystems } from './choose-systems.ts';
import type { Design, Screen } from './design.ts';
import { gatewayName, serviceNames } from './element-names.ts';
import { designData, designJourneys } from './journeys.ts';
import { designScreens } from './screens.ts';
import { sizeUp } from './sizing.ts';

/**
 * Returns what a blueprint from these answers holds. Mobile services that nothing works without are there whether or not
 * they were asked for, see `neededServices`.
 * Throws a UserError `usage` where a backend system has a name that something else has already.
 */
export function designBlueprint(answers: Answers): Design {
  const { kind, backends, load } = answers;
  const systems = chooseSystems(kind, backends);
  const services = new Set([...answers.services, ...neededServices(answers.offline)]);
  const screens = designScreens(kind, systems, services);
  const data = designData(systems);
  const journeys = designJourneys({ kind, systems, services, screens }, data);
  const design = {
    answers,
    systems,
    services,
    screens,
    data,
    journeys,
    sizing: sizeUp(load, systems, journeys),
  };
  refuseTakenNames(design);
  return design;
}

function refuseTakenNames({ answers, systems, screens }: Design): void {
  const problem = takenNameProblem(answers.kind, systems, screens);
  if (problem !== null)
    throw new UserError(
      'usage',
      problem,
      'give it another one: every element of a blueprint has a name of its own',
    );
}

/**
 * Returns why backend systems of these names cannot be in a blueprint of this kind, as one sentence; null: they can. For
 * whoever can still ask for others.
 */
export function backendNamesProblem(kind: AppKind, backends: readonly BackendAnswer[]): string | null {
  const systems = chooseSystems(kind, backends);
  return takenNameProblem(kind, systems, designScreens(kind, systems, new Set(['push'])));
}

function takenNameProblem(
  kind: AppKind,
  systems: readonly ChosenSystem[],
  screens: readonly Screen[],
): string | null {
  const owners = new Map<string, string>([
    [kind.app.name, 'the mobile application'],
    [gatewayName, 'the API gateway'],
    ...[...Object.values(serviceNames), 'push-fcm', 'push-apns'].map(
      (name) => [name, 'a mobile service'] as const,
    ),
    ...screens.map(({ frontend }) => [frontend, 'a frontend microservice'] as const),
    ...systems.map(({ integration }) => [integration, 'an integration microservice'] as const),
  ]);
  const clash = systems.find(({ name }) => owners.has(name));
  return clash === undefined
    ? null
    : `the backend system "${clash.name}" has the name of ${owners.get(clash.name)}`;
}
