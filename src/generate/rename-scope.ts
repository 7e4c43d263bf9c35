import { LINE_WIDTH } from './encode/place.ts';

/**
 * Returns a copied file with the pack's npm scope made the project's: in TypeScript, JSON and Markdown, every quoted
 * string that starts with `@lintel/` (a module's name; nothing else starts so). Imports whose line the new name makes
 * too long, or short enough, are laid out anew. Other files stay as they are.
 */
export function renameScope(path: string, text: string, scope: string): string {
  if (!/\.(?:ts|json|md)$/.test(path)) return text;
  const renamed = text.replace(/(['"`])@lintel\//g, `$1${scope}/`);
  return path.endsWith('.ts') ? layOutImports(renamed, scope) : renamed;
}

/** Returns the npm scope of a blueprint's project. */
export function scopeOf(blueprintName: string): string {
  return `@${blueprintName}`;
}

function layOutImports(text: string, scope: string): string {
  return text.replace(
    /^((?:import|export) (?:type )?)\{([^{}]*)\} from '([^'\n]*)';$/gm,
    (whole, keyword: string, list: string, module: string) => {
      if (!module.startsWith(`${scope}/`)) return whole;
      const names = list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
      const line = `${keyword}{ ${names.join(', ')} } from '${module}';`;
      if (line.length <= LINE_WIDTH || names.length === 1) return line;
      return `${keyword}{\n${names.map((name) => `  ${name},\n`).join('')}} from '${module}';`;
    },
  );
}
