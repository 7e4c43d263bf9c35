import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findProgram } from './find-program.ts';
import { writeNodeImage } from './node-image.ts';

/** How a program of the engine ended, and everything that it wrote. */
export interface EngineRun {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** podman with storage, networks and settings of its own, so that it neither sees nor changes those of the machine. */
export interface Engine {
  /** A folder for what a test needs on disk; it goes with the engine. */
  readonly folder: string;
  readonly podman: (...args: readonly string[]) => Promise<EngineRun>;
  readonly compose: (...args: readonly string[]) => Promise<EngineRun>;
  /** Removes every container, network, volume and image that was made in it. */
  readonly close: () => Promise<void>;
}

/** The name of the image of Node.js in every engine: that of NODE_IMAGE in its environment. */
const NODE_IMAGE = 'localhost/lintel-node:test';

/** Returns an engine that has run a container on its image of Node.js, or why there can be none on this machine. */
export async function openEngine(): Promise<Engine | string> {
  const missing = ['podman', 'podman-compose', 'ldd', 'tar', 'npm'].filter(
    (name) => findProgram(name) === null,
  );
  if (missing.length > 0) return `there is no ${missing.join(' and no ')}`;
  const engine = createEngine(mkdtempSync(join(tmpdir(), 'lintel-containers-')));
  const problem = await tryEngine(engine).catch((error: unknown) => String(error));
  if (problem === null) return engine;
  await engine.close();
  return problem;
}

function createEngine(folder: string): Engine {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'tmp'));
  const env = {
    CONTAINERS_CONF: file('containers.conf', settings(folder)),
    CONTAINERS_STORAGE_CONF: file('storage.conf', storage(folder)),
    // Where caches of builds are kept.
    TMPDIR: join(folder, 'tmp'),
    NODE_IMAGE,
  };
  const run = async (program: string, args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await execa(program, args, { env, reject: false, stdin: 'ignore' });
    return { exitCode, stdout, stderr };
  };
  const podman = (...args: readonly string[]) => run('podman', args);
  return {
    folder,
    podman,
    compose: (...args) => run('podman-compose', args),
    async close() {
      await podman('rm', '--all', '--force', '--volumes', '--time', '0');
      await podman('network', 'prune', '--force');
      await podman('rmi', '--all', '--force');
      // What a user without rights stored belongs to others than him, but for podman.
      if (process.getuid?.() !== 0) await podman('unshare', 'rm', '-rf', join(folder, 'images'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The settings of podman: nothing of systemd, no limit that this process may not set, and a runtime for every sort of cgroups. */
function settings(folder: string): string {
  const runtime = findProgram('runc') === null ? '' : 'runtime="runc"';
  return `
[containers]
default_ulimits=["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
lock_type="file"
tmp_dir="${folder}/run"
${runtime}
[network]
network_backend="netavark"
network_config_dir="${folder}/networks"
`;
}

function storage(folder: string): string {
  return `
[storage]
driver="overlay"
graphroot="${folder}/images"
runroot="${folder}/run/storage"
`;
}

/** Makes the image of Node.js and runs it; returns what is wrong, or null. */
async function tryEngine({ folder, podman }: Engine): Promise<string | null> {
  const archive = join(folder, 'node.tar');
  const instructions = await writeNodeImage(join(folder, 'node'), archive);
  const changes = instructions.flatMap((instruction) => ['--change', instruction]);
  const steps = [
    ['import', '--quiet', ...changes, archive, NODE_IMAGE],
    ['network', 'create', 'lintel-trial'],
    ['run', '--rm', '--init', '--net', 'lintel-trial', '--memory', '64m', NODE_IMAGE, 'node', '--version'],
    ['network', 'rm', 'lintel-trial'],
  ];
  for (const step of steps) {
    const { exitCode, stderr } = await podman(...step);
    if (exitCode !== 0) return `podman ${step[0]} says: ${stderr.trim().split('\n').at(-1)}`;
  }
  const { exitCode } = await podman('run', '--rm', '--net', 'host', NODE_IMAGE, 'npm', 'ping');
  return exitCode === 0 ? null : 'no container reaches the registry of npm';
}
