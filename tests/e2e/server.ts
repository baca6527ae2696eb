// One real backend, on a free port, with a database of its own that is deleted at the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.resolve(root, process.env.GOM_BACKEND_BIN ?? 'target/release/gom-backend');
export const dist = path.resolve(root, process.env.GOM_DIST ?? 'dist');
const startLimit = 15_000;

/** Settings that a spec may change; the rest is fixed by the harness. */
export type Settings = Record<`GOM_${string}`, string>;

export class Backend {
  readonly baseURL: string;
  readonly databasePath: string;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'gom-e2e-'));
  private child?: ChildProcess;
  private output = '';

  private constructor(private readonly port: number, private settings: Settings) {
    this.baseURL = `http://localhost:${port}`;
    this.databasePath = path.join(this.folder, 'gom.sqlite3');
  }

  static async start(settings: Settings = {}): Promise<Backend> {
    for (const file of [program, path.join(dist, 'index.html')]) {
      if (!existsSync(file)) throw new Error(`${file} is missing: run \`cargo xtask build\``);
    }
    const backend = new Backend(await freePort(), settings);
    await backend.launch();
    return backend;
  }

  /** Stops at once, as a crash would; nothing gets the chance to tidy up. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** The same address and database after a stop, with other settings if given. */
  async restart(settings: Settings = this.settings): Promise<void> {
    await this.stop('SIGTERM');
    this.settings = settings;
    await this.launch();
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const env = {
      ...process.env,
      GOM_LISTEN: `127.0.0.1:${this.port}`,
      GOM_ORIGIN: this.baseURL,
      GOM_DATABASE_URL: `sqlite://${this.databasePath}`,
      GOM_DIST: dist,
      GOM_DEMO: '1',
      ...this.settings,
    };
    const child = spawn(program, ['serve'], { env, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { this.output += text });
    const deadline = Date.now() + startLimit;
    while (!(await this.ready())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the backend does not become ready:\n${this.output}`);
      }
      await wait(25);
    }
  }

  private async ready(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  private async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
