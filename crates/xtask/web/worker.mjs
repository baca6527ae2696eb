// Puts the list of files into the bundled service worker: `node worker.mjs SOURCE DIST LIST` writes DIST/sw.js, and LIST with the
// names for the size report. Every entry has its integrity; a file without a hash in its name has it as its revision too.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { injectManifest } from 'workbox-build';

const [source, dist, list] = process.argv.slice(2);
const integrity = (file, algorithm) =>
  `${algorithm}-${createHash(algorithm).update(readFileSync(path.join(dist, file))).digest('base64')}`;
const entry = ({ url, revision }) => revision === null
  ? { url: `/${url}`, revision, integrity: integrity(url, 'sha384') }
  : { url: `/${url}`, revision: integrity(url, 'sha256'), integrity: integrity(url, 'sha256') };
const byName = (one, other) => (one.url < other.url ? -1 : 1);

let entries;
const { warnings } = await injectManifest({
  swSrc: source,
  swDest: path.join(dist, 'sw.js'),
  globDirectory: dist,
  globPatterns: ['index.html', '*.svg', 'legal/*.json', '*-????????????????.{js,css,wasm,bin,txt}'],
  dontCacheBustURLsMatching: /-[0-9a-f]{16}\.[a-z]+$/,
  // Unoptimised builds are large; what is shipped has budgets of its own.
  maximumFileSizeToCacheInBytes: 1e9,
  manifestTransforms: [found => ({ manifest: entries = found.map(entry).sort(byName) })],
});
if (warnings.length) throw new Error(warnings.join('\n'));
writeFileSync(list, JSON.stringify(entries.map(({ url }) => url)));
