// Puts a `.br` file beside each argument that is worth it. Which settings of the encoder suit a file changes with any function in it, by
// more than a hundredth of its size, so the smallest of four is kept.
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const { BROTLI_MODE_FONT, BROTLI_MODE_GENERIC, BROTLI_PARAM_LGBLOCK, BROTLI_PARAM_LGWIN, BROTLI_PARAM_MODE, BROTLI_PARAM_NDIRECT } = constants;
const ways = [
  { [BROTLI_PARAM_MODE]: BROTLI_MODE_GENERIC, [BROTLI_PARAM_LGBLOCK]: 16 },
  { [BROTLI_PARAM_MODE]: BROTLI_MODE_GENERIC, [BROTLI_PARAM_LGBLOCK]: 17 },
  { [BROTLI_PARAM_MODE]: BROTLI_MODE_GENERIC, [BROTLI_PARAM_LGBLOCK]: 17, [BROTLI_PARAM_NDIRECT]: 15 },
  { [BROTLI_PARAM_MODE]: BROTLI_MODE_FONT, [BROTLI_PARAM_LGBLOCK]: 16 },
];
const compress = promisify(brotliCompress);
for (const file of process.argv.slice(2)) {
  const content = readFileSync(file);
  const hint = { [constants.BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const tried = await Promise.all(ways.map(way => compress(content, { params: { ...hint, ...way } })));
  const small = tried.reduce((best, next) => (next.length < best.length ? next : best));
  if (small.length < content.length) writeFileSync(`${file}.br`, small);
}
