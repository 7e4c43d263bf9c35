/** What one entry of a pack is rendered for, once each. */
export const SUBJECTS = [
  /** The whole, as a project of code. */
  'system',
  /** The whole, as something that is deployed. */
  'deployment',
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

/** A pack of templates in memory: `pack.yaml` and the files that it names. */
export interface Pack {
  readonly name: string;
  readonly title: string;
  /** Exact versions of the npm packages that its templates name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly entries: readonly PackEntry[];
  /** By path in the pack's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** One line of `pack.yaml`: which file is rendered or copied to where, for each of what. */
export interface PackEntry {
  readonly for: Subject;
  /** Fields of the subject's view that must have these values. */
  readonly when: Readonly<Record<string, string | boolean>>;
  readonly source:
    | { readonly type: 'template'; readonly path: string }
    | { readonly type: 'copy'; readonly path: string };
  /** Path in the output folder with `{field}` placeholders; of the folder where a folder is copied. */
  readonly output: string;
  readonly executable: boolean;
}
