import type { ContainerStorage, Element, FrontendOperation, Plan } from '../../model/model.ts';
import { formatCount, formatMs } from '../figures.ts';
import type { IconId } from '../picture.ts';

/** Returns `1 route`, `9 routes`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns a size in bytes as `5 GiB` or `512 MiB`. */
export function sizeInWords(bytes: number): string {
  const gibibytes = bytes / 2 ** 30;
  return gibibytes >= 1 ? `${rounded(gibibytes)} GiB` : `${rounded(bytes / 2 ** 20)} MiB`;
}

/** Returns `SQLite · 5 GiB`. */
export function storageInWords({ engine, sizeBytes }: ContainerStorage): string {
  const name: Readonly<Record<ContainerStorage['engine'], string>> = { sqlite: 'SQLite' };
  return `${name[engine]} · ${sizeInWords(sizeBytes)}`;
}

/** Returns `10/s, burst 40, per device`. */
export function planInWords({ ratePerSecond, burst, per }: Plan): string {
  return `${rounded(ratePerSecond)}/s, burst ${formatCount(burst)}, per ${per}`;
}

/** Returns `GET /home`. */
export function httpInWords({ method, path }: FrontendOperation['http']): string {
  return `${method} ${path}`;
}

/** Returns a long duration as `30 days`, a short one as `300 s` or `1.2 s`. */
export function durationInWords(milliseconds: number): string {
  const days = milliseconds / 86_400_000;
  return Number.isInteger(days) && days > 0 ? counted(days, 'day') : formatMs(milliseconds);
}

/** Returns the icon of an element. */
export function iconOf(element: Element): IconId {
  switch (element.tier) {
    case 'devices':
      return 'phone';
    case 'gateway':
      return 'gateway';
    case 'frontends':
      return 'screen';
    case 'integrations':
      return 'gears';
    case 'mobileServices':
      return ICON_OF_KIND[element.kind.id];
    case 'backends':
      return 'building';
    case 'providers':
      return 'cloud';
  }
}

const ICON_OF_KIND = {
  push: 'bell',
  sync: 'sync',
  metrics: 'chart',
  security: 'shield',
  identity: 'key',
} as const satisfies Readonly<Record<string, IconId>>;

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
