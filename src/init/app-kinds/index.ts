import type { AppKind } from './app-kind.ts';
import { banking } from './banking.ts';
import { fieldService } from './field-service.ts';
import { healthcare } from './healthcare.ts';
import { insurance } from './insurance.ts';
import { retail } from './retail.ts';
import { serviceDesk } from './service-desk.ts';
import { travel } from './travel.ts';

/** Every kind of application, in the order in which they are offered; the last is for what is none of the others. */
export const APP_KINDS: readonly AppKind[] = [
  retail,
  banking,
  travel,
  fieldService,
  healthcare,
  insurance,
  serviceDesk,
];

/** Returns the kind of that id, or null. */
export function findAppKind(id: string): AppKind | null {
  return APP_KINDS.find((kind) => kind.id === id) ?? null;
}
