import { kebab } from '../../generate/names.ts';
import type { KindId } from '../../kinds/kind.ts';
import type { AppKind, Entity } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from './choose-systems.ts';
import type { JourneyDesign, Screen, StepDesign } from './design.ts';
import { wordsOf } from './words.ts';

type Data = Readonly<Record<string, readonly (string | number)[]>>;

interface Grounds {
  readonly kind: AppKind;
  readonly systems: readonly ChosenSystem[];
  readonly services: ReadonlySet<KindId>;
  readonly screens: readonly Screen[];
}

/** Of all visits: most people open the app and look. */
const OPEN_APP_SHARE = 0.4;
const THINK: StepDesign = { type: 'think', range: '500ms..2s' };

/** Returns values for what is looked through, by the name of its key in paths. */
export function designData(systems: readonly ChosenSystem[]): Data {
  const looked = systems.filter(({ role }) => role === 'catalogue').map(({ entity }) => wordsOf(entity).key);
  return Object.fromEntries(looked.map(({ name, values }) => [name, [...values]]));
}

/** Returns what people do: they open the app; and for each backend system, they do what its role is for. */
export function designJourneys(grounds: Grounds, data: Data): readonly JourneyDesign[] {
  const { kind, systems, services } = grounds;
  const others = systems.map((system) => journeyOf(grounds, system, data));
  if (services.has('push') && !systems.some(({ role }) => role === 'records')) {
    const steps = [serviceStep('subscribe', kind.category), screenStep(grounds, 'POST', '/reminders')];
    others.push({ name: 'ask-for-a-reminder', steps });
  }
  const shares = sharesOf(others.length);
  const openApp = { name: 'open-app', share: shares.first, steps: openAppSteps(grounds) };
  return [openApp, ...others.map((journey) => ({ ...journey, share: shares.other }))];
}

/** In whole percent, so that they add up to a hundred; the first takes what the division leaves. */
function sharesOf(others: number): { readonly first: number; readonly other: number } {
  const each = Math.floor((100 * (1 - OPEN_APP_SHARE)) / others);
  return { first: (100 - each * others) / 100, other: each / 100 };
}

function openAppSteps(grounds: Grounds): readonly StepDesign[] {
  const { kind, services } = grounds;
  return [
    ...(services.has('security') ? [serviceStep('check', 'version')] : []),
    screenStep(grounds, 'GET', '/home'),
    ...(services.has('sync') ? [serviceStep('sync', kind.collection)] : []),
    ...(services.has('metrics') ? [serviceStep('track', 'app-opened')] : []),
  ];
}

function journeyOf(grounds: Grounds, system: ChosenSystem, data: Data): Omit<JourneyDesign, 'share'> {
  const { kind, services } = grounds;
  const { entity, role } = system;
  const { path, key } = wordsOf(entity);
  const tracked = services.has('metrics') ? [serviceStep('track', `${kebab(entity.noun)}-viewed`)] : [];
  if (role === 'person') {
    const body = bodyOf(entity, data);
    return {
      name: 'my-data',
      steps: [screenStep(grounds, 'GET', '/me'), THINK, screenStep(grounds, 'PUT', '/me', body)],
    };
  }
  const list = screenStep(grounds, 'GET', path);
  if (role === 'catalogue') {
    const one = screenStep(grounds, 'GET', `${path}/{${key.name}}`);
    return { name: `look-at-${kebab(entity.plural)}`, steps: [list, THINK, one, ...tracked] };
  }
  const subscribed = services.has('push') ? [serviceStep('subscribe', kind.category)] : [];
  const create = screenStep(grounds, 'POST', path, bodyOf(entity, data));
  return { name: `send-${kebab(entity.noun)}`, steps: [...subscribed, list, THINK, create] };
}

/** What the caller gives: one of the values that the app has, where there are some by that name. */
function bodyOf({ fields }: Entity, data: Data): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    fields
      .filter(({ isInput }) => isInput)
      .map(({ name, values }) => [name, name in data ? `{${name}}` : values[0]]),
  );
}

function serviceStep(key: 'sync' | 'track' | 'subscribe' | 'check', argument: string): StepDesign {
  return { type: 'service', key, argument };
}

function screenStep(
  { screens }: Grounds,
  method: Screen['method'],
  path: string,
  body: Readonly<Record<string, string | number>> | null = null,
): StepDesign {
  const screen = screens.find((one) => one.method === method && one.path === path);
  if (screen === undefined) throw new Error(`there is no screen for ${method} ${path}`);
  return { type: 'screen', screen, body };
}
