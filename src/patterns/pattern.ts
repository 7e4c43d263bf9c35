import type { KindId } from '../kinds/kind.ts';

/** A pattern of the article series: its tiers and which of them may talk to which, as data. */
export interface Pattern {
  /** As the `blueprint:` key names it: `mobile-integration/v1`. */
  readonly id: string;
  readonly title: string;
  /** From top to bottom of the figure. */
  readonly tiers: readonly PatternTier[];
  readonly edges: readonly AllowedEdge[];
}

export interface PatternTier {
  /** The key in the YAML; `providers` has none. */
  readonly key:
    | 'devices'
    | 'gateway'
    | 'frontends'
    | 'integrations'
    | 'mobileServices'
    | 'backends'
    | 'providers';
  readonly title: string;
  /** What one element of it is called in messages: `frontend microservice`. */
  readonly noun: string;
  readonly inBlueprint: boolean;
}

/** `toKind` narrows the edge to mobile services of that kind. `because` is said to who breaks the pattern. */
export interface AllowedEdge {
  readonly from: PatternTier['key'];
  readonly to: PatternTier['key'];
  readonly toKind?: KindId;
  readonly because: string;
}
