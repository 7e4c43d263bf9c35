import { workerData } from 'node:worker_threads';
import { type Answer, type Request, Signal, type StageThreadData } from './messages.ts';
import { Stager } from './stager.ts';

/**
 * The thread that stages what is planned while another goes on planning: writing twenty thousand files takes nearly as long as planning
 * them. It does what `Request` says, in order; after a failure nothing more, and says so in the end.
 */
const { root, port, signals }: StageThreadData = workerData;
let stager: Stager | null = null;
let failed: Answer | null = null;

port.on('message', (request: Request) => {
  if (request.type === 'stage')
    answer((staging) => ({ type: 'staged', digests: staging.stage(request.files, goesOn) }));
  else if (request.type === 'finish') {
    answer((staging) => ({ type: 'finished', basesDigest: staging.finish() }));
    if (failed !== null) port.postMessage(failed);
    Atomics.store(signals, Signal.answered, 1);
    Atomics.notify(signals, Signal.answered);
  } else {
    stager?.close();
    port.close();
  }
});

function goesOn(): boolean {
  Atomics.add(signals, Signal.files, 1);
  return Atomics.load(signals, Signal.stop) === 0;
}

/** Unless it fails, or anything has before. */
function answer(work: (staging: Stager) => Answer): void {
  if (failed !== null) return;
  try {
    stager ??= new Stager(root);
    port.postMessage(work(stager));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failed = {
      type: 'failed',
      message,
      code: error instanceof Error && 'code' in error ? String(error.code) : '',
    };
  }
}
