import type { CallContext } from '@lintel/kit';
import type { Failure } from './providers/provider-answers.ts';

/** Says in the log what went wrong while one message was handed out: in a few lines, however many devices there are. */
export interface FailureLog {
  /** Counts a device that was not reached. What is a mistake in the configuration is logged at once, the first time. */
  count(failure: Failure): void;
  /** Logs how many devices were not reached, by what their providers answered; nothing if there are none. */
  close(): void;
}

/** Returns the log of a message's failures, with nothing in it. */
export function createFailureLog({ log }: CallContext, messageId: string): FailureLog {
  const devices = new Map<string, number>();
  let isConfigurationLogged = false;
  return {
    count(failure) {
      const { provider, status } = failure;
      const answer = `${provider} ${status}`;
      devices.set(answer, (devices.get(answer) ?? 0) + 1);
      if (isConfigurationLogged || (status !== 401 && status !== 403 && status !== 'no access')) return;
      isConfigurationLogged = true;
      log.error(
        { messageId, ...failure },
        'a push provider refuses this service: its configuration is at fault',
      );
    },
    close() {
      if (devices.size === 0) return;
      log.warn({ messageId, devices: Object.fromEntries(devices) }, 'a message did not reach all devices');
    },
  };
}
