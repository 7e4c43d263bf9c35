import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { UserError } from '../../diagnostics/user-error.ts';
import { LogRing } from './log-ring.ts';
import type { ElementLog, HostMessage, ParentMessage } from './protocol.ts';

/** A child process of the fleet, as the parent holds it. */
export interface HostProcess {
  readonly label: string;
  readonly pid: number | undefined;
  readonly exited: Promise<void>;
  send(message: ParentMessage): void;
  /** Resolves to the next message of a type. Rejects with a UserError if the host fails or exits before it. */
  next<T extends HostMessage['type']>(type: T): Promise<Extract<HostMessage, { readonly type: T }>>;
  /** Kills it at once and resolves when it is gone. */
  kill(): Promise<void>;
}

export interface HostOptions {
  readonly entry: string;
  /** Names it in messages: `services`, `stand-ins`, `devices`, or an element. */
  readonly label: string;
  /** True if it is to step back behind other processes where the processors do not suffice for all. */
  readonly stepsBack: boolean;
  /** Given every message that nobody waits for with `next`, too. */
  readonly onMessage: (message: HostMessage) => void;
  /** Called when it exits though nobody killed it, with what it and its services said last. */
  readonly onUnexpectedExit: (logs: readonly ElementLog[], lastLines: readonly string[]) => void;
}

interface Waiter {
  readonly type: HostMessage['type'];
  readonly resolve: (message: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a host process. It ends by itself when this process does, however that happens. */
export function forkHost(options: HostOptions): HostProcess {
  const child = fork(options.entry, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // What a service throws is to name the file that was generated, not the bundle that it was built into.
    execArgv: ['--enable-source-maps'],
  });
  if (options.stepsBack) stepBack(child.pid);
  const output = new LogRing();
  const waiters = new Set<Waiter>();
  let failure: Error | null = null;
  let logs: readonly ElementLog[] = [];
  let wanted = false;

  const giveUp = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiters) reject(failure);
    waiters.clear();
  };
  child.on('message', (raw) => {
    const message = raw as HostMessage;
    if (message.type === 'failed') giveUp(serviceFailure(message));
    if (message.type === 'crashed') {
      logs = message.logs;
      output.write(`${message.message}\n`);
    }
    for (const waiter of waiters) {
      if (waiter.type !== message.type) continue;
      waiters.delete(waiter);
      waiter.resolve(message as never);
    }
    options.onMessage(message);
  });
  const exited = whenGone(child, output).then((how) => {
    giveUp(hostFailure(options.label, how, output.lines()));
    if (!wanted) options.onUnexpectedExit(logs, output.lines());
  });

  return {
    label: options.label,
    pid: child.pid,
    exited,
    send(message) {
      if (message.type === 'stop') wanted = true;
      if (child.connected) child.send(message, () => {});
    },
    next: (type) =>
      failure === null
        ? new Promise((resolve, reject) => waiters.add({ type, resolve, reject }))
        : Promise.reject(failure),
    kill() {
      wanted = true;
      child.kill('SIGKILL');
      return exited;
    },
  };
}

/** Little enough that the process still runs at its own pace wherever there is a processor for it. */
const niceness = 5;

/** Done from outside, before the process has threads of its own: on Linux those that it starts later inherit the niceness. */
function stepBack(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or the system does not allow it: the run is good without.
  }
}

/** Reads what the process writes, which would otherwise fill its pipe and stall it, and resolves to how it ended. */
function whenGone(child: ChildProcess, output: LogRing): Promise<string> {
  child.stdout?.on('data', (chunk) => output.write(String(chunk)));
  child.stderr?.on('data', (chunk) => output.write(String(chunk)));
  return new Promise((resolve) => {
    let how: string | null = null;
    // Messages that it sent last may still arrive after its exit, but not after the channel is closed.
    const settle = () => {
      if (how !== null && !child.connected) resolve(how);
    };
    child.once('error', (error) => resolve(error.message));
    child.once('disconnect', settle);
    child.once('exit', (code, signal) => {
      how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      settle();
    });
  });
}

function serviceFailure(failed: Extract<HostMessage, { readonly type: 'failed' }>): UserError {
  const lines = failed.lastLines.length === 0 ? '' : `\n${failed.lastLines.slice(-10).join('\n')}`;
  return new UserError(
    'environment',
    `service "${failed.element}" ${failed.message}${lines}`,
    `look at what the service does when it starts, or generate it again`,
  );
}

function hostFailure(label: string, how: string, lastLines: readonly string[]): UserError {
  const lines = lastLines.length === 0 ? '' : `\n${lastLines.slice(-10).join('\n')}`;
  return new UserError(
    'environment',
    `the process that hosts "${label}" ended unexpectedly (${how})${lines}`,
  );
}
