import type { FailOn } from '../fail-on.ts';
import type { Repository } from '../repository.ts';

/** Every form that findings come in. */
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;

export type Format = (typeof FORMATS)[number];

/** What a form for machines needs to know beside the findings. */
export interface FormatContext {
  /** Where paths start that mean the same on another machine. */
  readonly repository: Repository;
  readonly failOn: FailOn;
}
