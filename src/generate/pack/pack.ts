import type { Span } from '../../source/source.ts';
import type { PackOption } from './pack-options.ts';

/** What one entry of a pack is rendered for, once each. */
export const SUBJECTS = [
  /** The whole, as a project of code. */
  'system',
  /** The whole, as something that is deployed. */
  'deployment',
  /** The whole, as something that load is put on. */
  'load-test',
  /** Every container: services and stand-ins. */
  'workload',
  /** Every package: services and stand-ins. */
  'package',
  'gateway',
  'frontend',
  'frontend-operation',
  'integration',
  'integration-operation',
  'mobile-service',
  'stand-in',
] as const;

export type Subject = (typeof SUBJECTS)[number];

/** A pack of templates in memory: `pack.yaml`, the files that it names, and what it takes over from the pack it extends. */
export interface Pack {
  readonly name: string;
  readonly title: string;
  /** What it makes, in words of its author's choice: `services`, `kubernetes`. */
  readonly targets: readonly string[];
  /** Name of the pack that it builds upon; null: none. */
  readonly extends: string | null;
  /** Exact versions of the npm packages that its templates name. */
  readonly versions: Readonly<Record<string, string>>;
  /** In the order of the manifest, those that it takes over first. */
  readonly options: readonly PackOption[];
  /** Those that it takes over first. */
  readonly entries: readonly PackEntry[];
}

/** One line of `pack.yaml`: which file is rendered or copied to where, for each of what. */
export interface PackEntry {
  readonly for: Subject;
  /** Fields of the subject's view, or options, that must have these values. */
  readonly when: readonly Condition[];
  readonly source: EntrySource;
  /** Path in the output folder with `{field}` placeholders; of the folder where a folder is copied. */
  readonly output: string;
  readonly outputSpan: Span;
  readonly executable: boolean;
  readonly home: PackHome;
  /** How far it is from the pack that all others extend: of two files at one path the one of the higher layer stays. */
  readonly layer: number;
}

export interface EntrySource {
  readonly type: 'template' | 'copy';
  /** Path in the pack's folder, forward slashes. */
  readonly path: string;
  readonly span: Span;
}

export interface Condition {
  /** `kind`, or `options.region`. */
  readonly field: string;
  readonly wanted: string | number | boolean;
  readonly span: Span;
}

/** Where the files of an entry come from. */
export interface PackHome {
  readonly name: string;
  /** The folder as messages name it. */
  readonly shown: string;
  /** Texts by path in the folder, forward slashes. */
  readonly files: ReadonlyMap<string, string>;
}
