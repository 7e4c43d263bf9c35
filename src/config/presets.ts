import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Level } from './config.ts';

/** Returns what becomes of the severity that a rule has by itself. */
export type Preset = (severity: Severity) => Level;

/** The configurations that come with Lintel, by the names that `extends` takes. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map<string, Preset>([
  ['lintel:recommended', (severity) => severity],
  ['lintel:strict', (severity) => (severity === 'info' ? 'warning' : 'error')],
]);
