/** What Handlebars' runtime makes a function of. */
export type CompiledTemplate = TemplateSpecification;

/**
 * Returns the templates that the build has compiled, by the hash of their text. Here there are none: the build puts another
 * module in the place of this one (`scripts/build.mjs`).
 */
export function builtTemplates(): Readonly<Record<string, CompiledTemplate>> {
  return {};
}
