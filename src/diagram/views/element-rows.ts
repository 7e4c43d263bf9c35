import type {
  Backend,
  Behaviour,
  DeviceApp,
  Element,
  Gateway,
  Integration,
  MobileService,
  Provider,
} from '../../model/model.ts';
import { formatCount, formatMs, formatShare } from '../figures.ts';
import type { Row } from '../picture.ts';
import { durationInWords, httpInWords, planInWords } from './words.ts';

/** Returns what the detail view says of an element: its operations and its limits, in the order of the blueprint. */
export function rowsOf(element: Element): readonly Row[] {
  switch (element.tier) {
    case 'devices':
      return deviceRows(element);
    case 'gateway':
      return gatewayRows(element);
    case 'frontends':
      return element.operations.map(({ http, deadlineMs }) => row(httpInWords(http), formatMs(deadlineMs)));
    case 'integrations':
      return integrationRows(element);
    case 'mobileServices':
      return mobileRows(element);
    case 'backends':
    case 'providers':
      return behaviourRows(element);
  }
}

function deviceRows({ journeys, population, networks, timeoutMs, plan }: DeviceApp): readonly Row[] {
  return [
    ...journeys.map(({ name, share }) => row(name, formatShare(share))),
    row('phones', formatCount(population)),
    ...(networks.length === 0
      ? []
      : [row('networks', networks.map(({ network }) => network.name).join(', '))]),
    row('timeout', formatMs(timeoutMs)),
    ...(plan === null ? [] : [row('plan', plan.name)]),
  ];
}

function gatewayRows({ authenticates, deadlineMs, plans }: Gateway): readonly Row[] {
  return [
    row('deadline', formatMs(deadlineMs)),
    row('tokens', authenticates === null ? 'not asked for' : authenticates.name),
    ...plans.map((plan) => row(`plan ${plan.name}`, planInWords(plan))),
  ];
}

/** Operations with their time limit; further attempts and the breaker where they are the same for all. */
function integrationRows({ operations }: Integration): readonly Row[] {
  const rows = operations.map(({ http, resilience }) =>
    row(httpInWords(http), formatMs(resilience.timeoutMs)),
  );
  const retries = new Set(operations.map(({ resilience }) => resilience.retries));
  const [only] = [...retries];
  if (retries.size !== 1 || only === undefined || only === 0) return rows;
  return [...rows, row('retries', String(only))];
}

function mobileRows({ kind, settings }: MobileService): readonly Row[] {
  const operations = kind.operations.map((operation) =>
    row(httpInWords({ ...operation, parameters: [] }), ''),
  );
  return [...operations, ...settingRows(settings)];
}

function settingRows(settings: MobileService['settings']): readonly Row[] {
  switch (settings.kind) {
    case 'sync':
      return settings.collections.map(({ name, conflict }) => row(name, conflict));
    case 'push':
    case 'metrics':
      return [row('kept for', durationInWords(settings.retentionMs))];
    case 'security':
      return settings.minimumVersion === null ? [] : [row('from version', settings.minimumVersion)];
    case 'identity':
      return [row('token valid for', formatMs(settings.tokenMs))];
  }
}

function behaviourRows(element: Backend | Provider): readonly Row[] {
  const rows = behaviour(element.behaves);
  if (element.tier === 'providers') return rows;
  const { contract } = element;
  return [row(contract.file.slice(contract.file.lastIndexOf('/') + 1), contract.version), ...rows];
}

function behaviour({ latency, errors, capacityPerSecond }: Behaviour): readonly Row[] {
  return [
    row('p50, p99', `${formatMs(latency.p50Ms)}, ${formatMs(latency.p99Ms)}`),
    row('errors', formatShare(errors)),
    ...(capacityPerSecond === null ? [] : [row('capacity', `${formatCount(capacityPerSecond)}/s`)]),
  ];
}

function row(text: string, value: string): Row {
  return { text, value };
}
