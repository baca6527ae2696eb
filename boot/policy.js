// Only literals of the program may become markup. Leptos sets static elements through innerHTML; such a literal lies
// in the static data of the wasm module, while every string put together at run time lies in the heap behind it.
// The one script that a page may name at run time is the service worker.
const policy = globalThis.trustedTypes?.createPolicy('gom', { createHTML: text => text, createScriptURL: () => '/sw.js' });

export const staticMarkup = (text, start, length, end) =>
  policy && start >= DATA_START && start + length <= end.value ? policy.createHTML(text) : text;
export const workerAddress = policy ? policy.createScriptURL('') : '/sw.js';
