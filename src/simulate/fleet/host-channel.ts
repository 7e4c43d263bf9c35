import process from 'node:process';
import type { HostMessage, ParentMessage } from './protocol.ts';

/** A host process's end of the way to its parent. */
export interface HostChannel {
  send(message: HostMessage): void;
  /** Ends the process once everything that was sent has left it. */
  exit(code: number): void;
}

export interface ChannelHandlers {
  readonly onMessage: (message: ParentMessage) => void;
  /** Said to the parent before the process goes down with an error that nobody caught. */
  readonly onCrash: (error: unknown) => HostMessage;
}

/**
 * Opens the channel of this process. The process lives as long as its parent does: when the channel closes, for whatever
 * reason, it exits at once. Ctrl-C reaches the whole process group, and is left to the parent to act on.
 */
export function openHostChannel(handlers: ChannelHandlers): HostChannel {
  const channel: HostChannel = {
    send(message) {
      // Where the parent is gone there is nobody to tell, and `disconnect` ends this process.
      if (process.connected) process.send?.(message, undefined, undefined, () => {});
    },
    exit(code) {
      if (!process.connected) process.exit(code);
      process.send?.({ type: 'flushed' } satisfies HostMessage, undefined, undefined, () =>
        process.exit(code),
      );
    },
  };
  process.on('disconnect', () => process.exit(0));
  process.on('SIGINT', () => {});
  process.on('message', (message) => handlers.onMessage(message as ParentMessage));
  const crash = (error: unknown) => {
    channel.send(handlers.onCrash(error));
    channel.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return channel;
}

/** Returns the error as text, with its stack where it has one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
