import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { explainAt } from './explain.ts';
import { definitionsAt, referencesAt, renameAt, renameableAt } from './navigate.ts';
import type { OpenDocument, RuleText } from './open-document.ts';
import { toOffset } from './places.ts';
import { toProblems } from './problems.ts';
import { FIX_ALL, remediesAt } from './remedies.ts';

/** What a language server is made of. */
export interface ServerParts {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly version: string;
  readonly rules: readonly RuleText[];
  /** Checks a text as if it stood in the file; null: the text is no blueprint, and nothing is said about it. */
  readonly analyse: (asked: {
    /** Absolute. */
    readonly path: string;
    readonly text: string;
    /** The folder that the editor has open and in which the file lies; null: none. */
    readonly root: string | null;
  }) => Promise<Pick<OpenDocument, 'source' | 'findings' | 'occurrences'> | null>;
  /** Whether something was generated for an element of a blueprint (absolute path) under this name. */
  readonly wasGenerated: (asked: {
    readonly path: string;
    readonly element: string;
    readonly root: string | null;
  }) => boolean;
}

/** What findings depend on beside the blueprint: contracts and configurations. */
const WATCHED = '**/*.{yaml,yml,json,wsdl,xsd}';

/**
 * Serves one editor over the Language Server Protocol 3.17 until it says `exit` or goes away; the process ends then, with
 * the exit code that the protocol asks for. Findings are pushed whenever a document is opened or changes, and when a file
 * changes that they may depend on.
 */
export function serve(parts: ServerParts): void {
  const connection = createConnection(parts.input, parts.output);
  const documents = new TextDocuments(TextDocument);
  const analysed = createAnalyses(documents, parts);
  const { console: log } = connection;
  let mayWatch = false;

  connection.onInitialize(({ capabilities, workspaceFolders }) => {
    analysed.setRoots((workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []));
    mayWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return initializeResult(parts.version);
  });
  connection.onInitialized(() => {
    if (!mayWatch) return;
    const watchers = [{ globPattern: WATCHED }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  const publish = async (uri: string) => {
    const document = await analysed.of(uri);
    const isCurrent = document === null || document.version === documents.get(uri)?.version;
    const diagnostics = document === null ? [] : [...toProblems(document)];
    if (isCurrent) await connection.sendDiagnostics({ uri, diagnostics });
  };
  // A server lives as long as its editor: what goes wrong with one document is told, and must not end it.
  const show = (uri: string) =>
    void publish(uri).catch((error: unknown) => {
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  documents.onDidChangeContent(({ document }) => show(document.uri));
  documents.onDidClose(({ document }) => {
    analysed.forget(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onDidChangeWatchedFiles(() => {
    analysed.forgetAll();
    for (const uri of documents.keys()) show(uri);
  });
  answerRequests(connection, analysed, parts);
  documents.listen(connection);
  connection.listen();
}

function initializeResult(version: string): InitializeResult {
  return {
    serverInfo: { name: 'lintel', version },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    },
  };
}

function answerRequests(
  connection: Connection,
  analysed: Analyses,
  { rules, wasGenerated }: ServerParts,
): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const at = async <T>(
    {
      textDocument,
      position,
    }: { textDocument: { uri: string }; position: { line: number; character: number } },
    answer: (document: OpenDocument, offset: number) => T,
  ): Promise<T | null> => {
    const document = await analysed.of(textDocument.uri);
    return document && answer(document, toOffset(document.source, position));
  };
  connection.onHover((asked) => at(asked, (document, offset) => explainAt(document, offset, byId)));
  connection.onDefinition((asked) => at(asked, (document, offset) => [...definitionsAt(document, offset)]));
  connection.onReferences((asked) =>
    at(asked, (document, offset) => [...referencesAt(document, offset, asked.context.includeDeclaration)]),
  );
  connection.onPrepareRename((asked) => at(asked, renameableAt));
  connection.onRenameRequest((asked) =>
    at(asked, (document, offset) =>
      renameAt(document, offset, {
        name: asked.newName,
        wasGenerated: (element) => {
          const path = pathOf(document.uri);
          return path !== null && wasGenerated({ path, element, root: analysed.rootOf(path) });
        },
      }),
    ),
  );
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const document = await analysed.of(textDocument.uri);
    const wanted = context.only;
    return (document === null ? [] : [...remediesAt(document, range)]).filter(
      ({ kind = '' }) =>
        wanted === undefined || wanted.some((one) => kind === one || kind.startsWith(`${one}.`)),
    );
  });
}

/** What is known of the open documents; each version is looked at once, when it is first asked for. */
interface Analyses {
  /** Null: not open, or no blueprint. */
  readonly of: (uri: string) => Promise<OpenDocument | null>;
  readonly forget: (uri: string) => void;
  readonly forgetAll: () => void;
  /** Returns the innermost of the editor's folders that a file lies in, or null. */
  readonly rootOf: (path: string) => string | null;
  readonly setRoots: (folders: readonly string[]) => void;
}

function createAnalyses(
  documents: TextDocuments<TextDocument>,
  parts: Pick<ServerParts, 'analyse'>,
): Analyses {
  const known = new Map<
    string,
    { readonly version: number; readonly result: Promise<OpenDocument | null> }
  >();
  let roots: readonly string[] = [];
  const analyse = async (document: TextDocument): Promise<OpenDocument | null> => {
    const { uri, version } = document;
    const path = pathOf(uri);
    const root = path === null ? null : rootOf(path, roots);
    const result = path === null ? null : await parts.analyse({ path, text: document.getText(), root });
    return result && { uri, version, ...result };
  };
  return {
    of(uri) {
      const document = documents.get(uri);
      if (document === undefined) return Promise.resolve(null);
      const last = known.get(uri);
      if (last?.version === document.version) return last.result;
      const result = analyse(document);
      known.set(uri, { version: document.version, result });
      return result;
    },
    forget: (uri) => void known.delete(uri),
    forgetAll: () => known.clear(),
    rootOf: (path) => rootOf(path, roots),
    setRoots(folders) {
      roots = folders;
    },
  };
}

/** Returns the innermost of the folders that a file lies in, or null. */
function rootOf(path: string, roots: readonly string[]): string | null {
  const around = roots.filter((root) => path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`));
  return around.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** Null for a document that has never been saved: what it refers to cannot be found. */
function pathOf(uri: string): string | null {
  return uri.startsWith('file:') ? fileURLToPath(uri) : null;
}
