import type { LineOrigin } from '../line-origins.ts';

export interface Template {
  /** As messages name it. */
  readonly shown: string;
  readonly text: string;
}

/** Renders one template with a view of the model. Throws a UserError `pack` with the place of a mistake in the template. */
export type Render = (template: Template, view: object) => Rendered;

export interface Rendered {
  readonly text: string;
  /** Where its lines come from. */
  readonly origins: readonly LineOrigin[];
}
