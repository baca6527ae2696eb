// A newer build of the app out of the one at hand: the same code under other names, as every real change gives every file
// another name. Policy, page and service worker agree with each other, as they do after a build.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder with the build at hand, which a spec may change. */
export class Deployed {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'gom-dist-'));

  constructor(dist: string) {
    cpSync(dist, this.folder, { recursive: true });
    // The server prefers a compressed twin, which would stay as it is.
    for (const name of readdirSync(this.folder)) if (name.endsWith('.br')) rmSync(this.file(name));
  }

  /** The name of the one script of the page: another build has another. */
  get script(): string {
    return /src="\/(app-[0-9a-f]{16}\.js)"/.exec(this.read('index.html'))![1]!;
  }

  /** Every chunk of a page, and the script that names them, get another name; the old files are gone. */
  deployNext(): void {
    const page = this.read('index.html');
    let worker = this.read('sw.js');
    let script = this.read(this.script);
    const before = this.script;
    for (const name of readdirSync(this.folder)) {
      if (!/^(?!main-)[a-z0-9-]+-[0-9a-f]{16}\.wasm$/.test(name)) continue;
      const next = name.replace(/[0-9a-f]{16}\.wasm$/, hash => `${[...hash].reverse().join('')}.wasm`);
      renameSync(this.file(name), this.file(next));
      script = script.replaceAll(name, next);
      worker = worker.replaceAll(name, next);
    }
    const [oldSeal, newSeal] = [seal(this.read(before)), seal(script)];
    const after = `app-${hex(script).slice(0, 16)}.js`;
    rmSync(this.file(before));
    writeFileSync(this.file(after), script);
    const nextPage = page.replaceAll(before, after).replaceAll(oldSeal, newSeal);
    worker = worker.replaceAll(before, after).replaceAll(oldSeal, newSeal).replaceAll(revision(page), revision(nextPage));
    writeFileSync(this.file('csp.txt'), this.read('csp.txt').replaceAll(oldSeal, newSeal));
    writeFileSync(this.file('sw.js'), worker);
    writeFileSync(this.file('index.html'), nextPage);
    if (nextPage === page || !worker.includes(after) || !worker.includes(revision(nextPage))) throw new Error('this is no build of ours');
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }

  private read(name: string): string {
    if (!existsSync(this.file(name))) throw new Error(`${name} is missing in the build`);
    return readFileSync(this.file(name), 'utf8');
  }
}

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
/** How the worker's list names the page. */
const revision = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
const seal = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
