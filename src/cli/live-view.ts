import type { Palette } from '../diagnostics/palette.ts';
import type { RunListener } from '../observe/run.ts';
import type { FaultChanged, FleetReady, Progress, RunEvent } from '../observe/run-event.ts';
import type { Output } from './io.ts';

/** Shows on stderr how a run is getting on. */
export interface LiveView extends RunListener {
  /** Announces a piece of work before there are events. */
  say(text: string): void;
  /** Takes the line that is being rewritten away. */
  end(): void;
}

export interface LiveViewOptions {
  readonly output: Output;
  readonly palette: Palette;
  readonly durationMs: number;
}

/** Without a terminal, progress is a line every so often, not twenty a second in a log. */
const lineEveryMs = 10_000;

/** Returns a view that rewrites one line on a terminal, and elsewhere prints few lines. */
export function createLiveView({ output, palette, durationMs }: LiveViewOptions): LiveView {
  const rewrites = output.isTTY === true;
  let startMs = 0;
  let nextLineMs = lineEveryMs;
  let shown = false;

  const clear = () => {
    if (shown) output.write('\r\u001b[2K');
    shown = false;
  };
  const say = (text: string) => {
    clear();
    output.write(`${text}\n`);
  };
  const progress = (event: Progress) => {
    const elapsedMs = Math.max(0, event.atMs - startMs);
    const line = progressLine(event, { elapsedMs, durationMs, palette });
    if (rewrites) {
      output.write(`\r\u001b[2K${line}`);
      shown = true;
    } else if (elapsedMs >= nextLineMs) {
      nextLineMs += lineEveryMs;
      output.write(`${line}\n`);
    }
  };

  return {
    say,
    end: clear,
    on(event: RunEvent) {
      switch (event.type) {
        case 'fleet-ready':
          return say(readyLine(event));
        case 'traffic-started':
          startMs = event.atMs;
          return;
        case 'fault-changed':
          return say(faultLine(event, startMs, palette));
        case 'service-stopped':
          if (!event.expected) say(palette.red(`${event.element} stopped`));
          return;
        case 'progress':
          return progress(event);
        default:
          return;
      }
    },
  };
}

function readyLine(event: FleetReady): string {
  return `${event.services.length} services ready after ${(event.atMs / 1000).toFixed(1)} s`;
}

function faultLine(event: FaultChanged, startMs: number, palette: Palette): string {
  const at = `${((event.atMs - startMs) / 1000).toFixed(1)} s`;
  return palette.yellow(`${at}: fault ${event.active ? 'begins' : 'ends'}: ${event.fault}`);
}

function progressLine(
  event: Progress,
  { elapsedMs, durationMs, palette }: { elapsedMs: number; durationMs: number; palette: Palette },
): string {
  const share = Math.min(1, elapsedMs / durationMs);
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░');
  const time = `${(Math.min(elapsedMs, durationMs) / 1000).toFixed(0)}/${(durationMs / 1000).toFixed(0)} s`;
  const failed = event.failed > 0 ? palette.red(`${event.failed} failed`) : `${event.failed} failed`;
  const dropped = event.dropped > 0 ? `, ${palette.yellow(`${event.dropped} dropped`)}` : '';
  return `${palette.cyan(bar)} ${time}  ${event.sent} requests, ${failed}${dropped}, ${event.inFlight} in flight`;
}
