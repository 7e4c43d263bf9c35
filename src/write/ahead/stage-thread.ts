import { workerData } from 'node:worker_threads';
import { type Answer, type Request, Signal, type StageThreadData } from './messages.ts';
import { Stager } from './stager.ts';

/**
 * The thread that stages what is planned while another goes on planning: writing twenty thousand files takes as long as planning them, and
 * waits for other things. It does what `Request` says, in order; after a failure nothing more, and says so at the next question.
 */
const { root, port, signals }: StageThreadData = workerData;
let stager: Stager | null = null;
let failed: Answer | null = null;

port.on('message', (request: Request) => {
  if (request.type === 'end') {
    stager?.close();
    port.close();
    return;
  }
  const answer = failed ?? attempt(request);
  if (request.type === 'stage') return;
  port.postMessage(answer);
  Atomics.add(signals, Signal.answers, 1);
  Atomics.notify(signals, Signal.answers);
});

function attempt(request: Exclude<Request, { type: 'end' }>): Answer {
  try {
    stager ??= new Stager(root);
    switch (request.type) {
      case 'stage':
        for (const file of request.files) {
          if (Atomics.load(signals, Signal.stop) !== 0) break;
          stager.stage(file);
          Atomics.add(signals, Signal.files, 1);
        }
        return { digests: [] };
      case 'digests':
        return { digests: stager.digests };
      case 'bases':
        return { digests: [stager.stageBases(request.digests, request.texts)] };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failed = {
      failure: { message, code: error instanceof Error && 'code' in error ? String(error.code) : '' },
    };
    return failed;
  }
}
