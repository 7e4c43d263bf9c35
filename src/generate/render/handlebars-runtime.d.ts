/** Handlebars without its compiler; the package declares no types for it. */
declare module 'handlebars/dist/cjs/handlebars.runtime.js' {
  import type Handlebars from 'handlebars';

  const runtime: Pick<typeof Handlebars, 'create' | 'helpers'>;
  export default runtime;
}
