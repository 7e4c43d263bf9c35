import { LocalNetwork } from '../../../templates/typescript/kit/src/local-network.ts';
import type { RunEvent } from '../../observe/run-event.ts';
import { createRandom, systemClock } from '../clock.ts';
import { createActiveFaults } from '../faults/active-faults.ts';
import { wrapDispatcher } from '../faults/wrap-dispatcher.ts';
import { describeError, openHostChannel } from '../fleet/host-channel.ts';
import {
  type ParentMessage,
  packSpan,
  type RunSettings,
  type SpanRow,
  type Traffic,
} from '../fleet/protocol.ts';
import { idSequence } from '../fleet/recording-tracer.ts';
import { PhoneWorld } from './phone-world.ts';
import { runTraffic } from './run-traffic.ts';

/** More requests than this under way at once are more than one process can time honestly. */
const maxInFlight = 5_000;
const flushEveryMs = 100;
const progressEveryMs = 500;

/** The entry of the process that is all phones of a run. */
const clock = systemClock;
let events: RunEvent[] = [];
let spans: SpanRow[] = [];

const channel = openHostChannel({
  onMessage: (message) => void handle(message),
  onCrash: (error) => ({ type: 'crashed', message: describeError(error), logs: [] }),
});

async function handle(message: ParentMessage): Promise<void> {
  if (message.type === 'start-traffic') await startTraffic(message.run, message.traffic);
  else if (message.type === 'stop') channel.exit(0);
}

async function startTraffic(run: RunSettings, { spec, startAtMs, addresses }: Traffic): Promise<void> {
  const network = new LocalNetwork();
  for (const [name, url] of addresses) network.setAddress(name, url);
  const faults = createActiveFaults(run.faults, { clock, random: createRandom(run.seed) });
  faults.startAt(startAtMs);
  const dispatchers = new Map(spec.apps.map(({ name }) => [name, wrapDispatcher(network, name, faults)]));
  const world = new PhoneWorld({
    clock,
    epochMs: run.epochMs,
    startAtMs,
    dispatcherOf: (app) => dispatchers.get(app) ?? network,
    marks: faults.marks,
    nextId: idSequence(createRandom(`${run.nonce}/devices`)),
    nonce: run.nonce,
    emit: (event) => {
      if (event.type === 'span') spans.push(packSpan(event));
      else events.push(event);
    },
    maxInFlight,
  });
  repeat(flushEveryMs, flush);
  repeat(progressEveryMs, () => reportProgress(world));
  const { lagP99Ms } = await runTraffic(world, spec);
  faults.lifetime.end();
  reportProgress(world);
  flush();
  channel.send({ type: 'traffic-ended', lagP99Ms });
}

function reportProgress(world: PhoneWorld): void {
  const { counts } = world;
  events.push({ type: 'progress', atMs: world.runMs(), scheduled: counts.sent + counts.dropped, ...counts });
}

function flush(): void {
  if (spans.length > 0) channel.send({ type: 'spans', spans });
  if (events.length > 0) channel.send({ type: 'events', events });
  spans = [];
  events = [];
}

function repeat(everyMs: number, work: () => void): void {
  clock.after(everyMs, () => {
    work();
    repeat(everyMs, work);
  });
}
