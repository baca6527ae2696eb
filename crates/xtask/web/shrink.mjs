// Does what `wasm-opt -Oz --reorder-functions` does, to many modules in one process: Binaryen from npm is a program
// for Node, and starting it takes longer than shrinking a small module. Each argument FILE.wasm gives FILE.small.wasm.
import binaryen from 'binaryen';
import { readFileSync, writeFileSync } from 'node:fs';

// What all supported browsers have (Chrome 97, Firefox 102, Safari 16 and later).
const { BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
const features = BulkMemory | BulkMemoryOpt | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt;

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
for (const file of process.argv.slice(2)) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(features);
  // Twice: the second round finds what the first one opened up.
  module.optimize();
  module.optimize();
  // What is left beside code and data only tells tools how it was made.
  module.runPasses(['reorder-functions', 'strip-producers', 'strip-target-features']);
  writeFileSync(file.replace(/\.wasm$/, '.small.wasm'), module.emitBinary());
  module.dispose();
}
