/**
 * Three depths of one picture: `logical` has groups and their elements and no technology, `schematic` the elements with
 * their connections, `detail` also operations, deadlines, storage and the calls on each connection.
 */
export const VIEWS = ['logical', 'schematic', 'detail'] as const;
export type View = (typeof VIEWS)[number];

/** `auto` follows what the reader's system prefers. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const DIAGRAM_FORMATS = ['svg', 'mermaid', 'text'] as const;
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number];
