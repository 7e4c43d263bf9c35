import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** An editor, as far as a language server can see it. */
export interface EditorClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Opens a text, or changes it where it is open, and resolves to the next findings about it. */
  readonly write: (path: string, text: string) => Promise<readonly Diagnostic[]>;
  /** Resolves to the next findings about a file, whatever makes the server publish them. */
  readonly nextFindings: (path: string) => Promise<readonly Diagnostic[]>;
  /** Shuts the server down as the protocol says and resolves to its exit code. */
  readonly close: () => Promise<number | null>;
}

/** Starts a language server for a folder and greets it. It is killed when the test ends, whatever happened. */
export async function startEditor(command: readonly string[], folder: string): Promise<EditorClient> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  onTestFinished(() => void child.kill('SIGKILL'));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map<string, ((findings: readonly Diagnostic[]) => void)[]>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    waiting.get(uri)?.shift()?.(diagnostics);
  });
  connection.onRequest(RegistrationRequest.type, () => {});
  // No settings: whatever a server asks for, it has to take its defaults.
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  const initialized = await unlessEnded(
    ended,
    connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'test' }],
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    }),
  );
  await connection.sendNotification(InitializedNotification.type, {});
  const versions = new Map<string, number>();
  const nextFindings = (path: string) =>
    new Promise<readonly Diagnostic[]>((resolve) => {
      const uri = pathToFileURL(path).href;
      waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]);
    });
  return {
    connection,
    initialized,
    nextFindings,
    write(path, text) {
      const uri = pathToFileURL(path).href;
      const version = (versions.get(uri) ?? 0) + 1;
      const found = nextFindings(path);
      versions.set(uri, version);
      void (version === 1
        ? connection.sendNotification('textDocument/didOpen', {
            textDocument: { uri, languageId: 'yaml', version, text },
          })
        : connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges: [{ text }],
          }));
      return unlessEnded(ended, found);
    },
    async close() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return ended;
    },
  };
}

/** Resolves as `answer` does; rejects where the server ends before. */
function unlessEnded<T>(ended: Promise<number | null>, answer: Promise<T>): Promise<T> {
  const end = ended.then((code): never => {
    throw new Error(`the server ended with ${code}`);
  });
  return Promise.race([answer, end]);
}
