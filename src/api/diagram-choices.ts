/** What the options of `lintel diagram` may be, apart from what draws it: commands are registered at every start. */
export {
  DIAGRAM_FORMATS,
  type DiagramFormat,
  THEMES,
  type Theme,
  VIEWS,
  type View,
} from '../diagram/choices.ts';
