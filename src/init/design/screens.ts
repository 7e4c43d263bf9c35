import type { KindId } from '../../kinds/kind.ts';
import type { AppKind } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from './choose-systems.ts';
import type { PartDesign, Screen } from './design.ts';
import { integrationOperation, type Use, wordsOf } from './words.ts';

/** A screen that shows, gathered within the gateway's four seconds, and one that also sends word of what it did. */
const DEADLINE = '3s';
const LONGER_DEADLINE = '3500ms';

/**
 * Returns the screens of an app: the first one, then those of each backend system by its role. Where a push service is
 * wanted and nothing is ever added, there is one to send oneself a reminder.
 */
export function designScreens(
  kind: AppKind,
  systems: readonly ChosenSystem[],
  services: ReadonlySet<KindId>,
): readonly Screen[] {
  const screens = [
    homeScreen(kind, systems),
    ...systems.flatMap((system) => screensOf(kind, system, services)),
  ];
  if (services.has('push') && !systems.some(({ role }) => role === 'records'))
    screens.push(reminderScreen(kind));
  const frontends = [...new Set(screens.map(({ frontend }) => frontend))];
  return frontends.flatMap((name) => screens.filter(({ frontend }) => frontend === name));
}

/** What is there for the first screen: the person, something to look through, and the latest of the person's records. */
function homeScreen(kind: AppKind, systems: readonly ChosenSystem[]): Screen {
  const of = (wanted: ChosenSystem['role']) => systems.find(({ role }) => role === wanted);
  const parts = [of('person'), of('catalogue'), of('records')].flatMap((system, at, all): PartDesign[] => {
    if (system === undefined) return [];
    // The screen is of use without the parts that come after the first.
    const optional = all.slice(0, at).some((earlier) => earlier !== undefined);
    const use = system.role === 'person' ? 'get' : 'list';
    return [{ ...partOf(system, use, 3), optional }];
  });
  return {
    frontend: kind.frontends.catalogue,
    name: 'getHome',
    title: 'Home screen',
    method: 'GET',
    path: '/home',
    deadline: DEADLINE,
    parts,
  };
}

function screensOf(kind: AppKind, system: ChosenSystem, services: ReadonlySet<KindId>): readonly Screen[] {
  switch (system.role) {
    case 'person':
      return personScreens(system);
    case 'catalogue':
      return [listScreen(system), oneScreen(system)];
    case 'records':
      return [listScreen(system), createScreen(kind, system, services.has('push'))];
  }
}

function personScreens(system: ChosenSystem): readonly Screen[] {
  const mine = { frontend: system.frontend, deadline: DEADLINE, path: '/me' } as const;
  return [
    { ...mine, name: 'getMe', title: 'My data', method: 'GET', parts: [partOf(system, 'get', null)] },
    {
      ...mine,
      name: 'changeMe',
      title: 'Change my data',
      method: 'PUT',
      parts: [partOf(system, 'change', null)],
    },
  ];
}

function listScreen(system: ChosenSystem): Screen {
  const { entity, frontend } = system;
  return {
    frontend,
    name: integrationOperation('list', entity),
    title: capitalised(entity.plural),
    method: 'GET',
    path: wordsOf(entity).path,
    deadline: DEADLINE,
    parts: [partOf(system, 'list', 20)],
  };
}

function oneScreen(system: ChosenSystem): Screen {
  const { entity, frontend } = system;
  const { path, key } = wordsOf(entity);
  return {
    frontend,
    name: integrationOperation('get', entity),
    title: `One ${entity.noun}`,
    method: 'GET',
    path: `${path}/{${key.name}}`,
    deadline: DEADLINE,
    parts: [partOf(system, 'get', null)],
  };
}

function createScreen(kind: AppKind, system: ChosenSystem, tells: boolean): Screen {
  const { entity, frontend } = system;
  const { one, path } = wordsOf(entity);
  const created = partOf(system, 'create', null);
  const notice = noticePart(kind, { after: one, text: `Your ${entity.noun} has arrived` });
  return {
    frontend,
    name: integrationOperation('create', entity),
    title: `Send in a ${entity.noun}`.replace(/ a (?=[aeiou])/, ' an '),
    method: 'POST',
    path,
    deadline: tells ? LONGER_DEADLINE : DEADLINE,
    parts: tells ? [created, notice] : [created],
  };
}

/** A screen whose only purpose is a message. */
function reminderScreen(kind: AppKind): Screen {
  return {
    frontend: kind.frontends.catalogue,
    name: 'remindMe',
    title: 'Send me a reminder',
    method: 'POST',
    path: '/reminders',
    deadline: DEADLINE,
    parts: [
      {
        ...noticePart(kind, { after: null, text: 'You asked to be reminded' }),
        optional: false,
        timeout: null,
      },
    ],
  };
}

/** The input of the call, by what the caller may give and by who it is; the most that a list is to have. */
function partOf(system: ChosenSystem, use: Use, limit: number | null): PartDesign {
  const { entity, integration, role } = system;
  const { one, many, key } = wordsOf(entity);
  const inputs = entity.fields.filter(({ isInput }) => isInput).map(({ name }) => `"${name}": body.${name}`);
  const owner = entity.owner === null ? [] : [`"${entity.owner.name}": caller.id`];
  const person = role === 'person' ? [`"${key.name}": caller.id`] : [];
  const sent: Readonly<Record<Use, readonly string[]>> = {
    list: [...owner, ...(limit === null ? [] : [`"limit": ${limit}`])],
    get: person,
    create: [...owner, ...inputs],
    change: [...person, ...inputs],
  };
  const fields = sent[use];
  return {
    part: use === 'list' ? many : one,
    from: `${integration}.${integrationOperation(use, entity)}`,
    sends: fields.length === 0 ? null : `{ ${fields.join(', ')} }`,
    optional: false,
    after: null,
    timeout: null,
  };
}

/** Nothing fails because a message does not go out. */
function noticePart(kind: AppKind, of: { readonly after: string | null; readonly text: string }): PartDesign {
  return {
    part: 'notice',
    from: 'push.send',
    sends:
      `{ "message": { "alert": "${of.text}" }, ` +
      `"criteria": { "alias": [caller.id], "categories": ["${kind.category}"] } }`,
    optional: true,
    after: of.after,
    timeout: '500ms',
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
