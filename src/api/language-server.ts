import { basename, dirname, relative } from 'node:path';
import { occurrencesOf } from '../blueprint/occurrences.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UserError } from '../diagnostics/user-error.ts';
import type { OpenDocument } from '../editor/open-document.ts';
import { type ServerParts, serve } from '../editor/server.ts';
import { RULE_CATALOGUE } from '../rules/catalogue.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import { createSource, type Source } from '../source/source.ts';
import { isBlueprintName } from './check.ts';
import { wasGeneratedNearby } from './generated-nearby.ts';
import { STDIN, validate } from './validate.ts';

/**
 * Serves one editor with the findings, fixes and explanations that `validate` gives, until the editor goes away; the
 * process ends then.
 */
export function startLanguageServer({
  input,
  output,
  version,
}: Pick<ServerParts, 'input' | 'output' | 'version'>): void {
  serve({
    input,
    output,
    version,
    rules: RULE_CATALOGUE.map(({ id, summary, why, example }) => ({ id, summary, why, ...example })),
    wasGenerated: ({ path, element, root }) => wasGeneratedNearby(path, root ?? dirname(path), element),
    analyse: ({ path, text, root }) => analyse({ path, text, cwd: root ?? dirname(path), version }),
  });
}

interface Asked {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly cwd: string;
  readonly version: string;
}

async function analyse(
  asked: Asked,
): Promise<Pick<OpenDocument, 'source' | 'findings' | 'occurrences'> | null> {
  const { path, text, cwd } = asked;
  if (!isBlueprintName(basename(path)) && !/^blueprint[ \t]*:/m.test(text)) return null;
  const source = createSource(relative(cwd, path).replaceAll('\\', '/'), text);
  const root = parseYaml(source, () => {})?.root;
  return {
    source,
    findings: await findingsIn(source, asked),
    occurrences: root?.type === 'map' ? occurrencesOf(root) : [],
  };
}

/** What cannot be judged (a mistake in the configuration, say) is a finding too: an editor has no other place for it. */
async function findingsIn(source: Source, { text, cwd, version }: Asked): Promise<readonly Diagnostic[]> {
  try {
    const stdin = { bytes: new TextEncoder().encode(text), filename: source.path };
    const { findings } = await validate({ targets: [STDIN], cwd, stdin, version });
    return findings.filter(({ span }) => span.source.path === source.path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint } = error;
    const span = { source, start: 0, end: 0 };
    return [
      { rule: error.code, severity: 'error', message, path: '', span, ...(hint === null ? {} : { hint }) },
    ];
  }
}
