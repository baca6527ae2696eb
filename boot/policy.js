// Only literals of the program may become markup. Leptos sets static elements through innerHTML; such a literal lies
// in the static data of the wasm module, while every string put together at run time lies in the heap behind it.
const policy = globalThis.trustedTypes?.createPolicy('gom', { createHTML: text => text });

export const staticMarkup = (text, start, length, end) =>
  policy && start >= DATA_START && start + length <= end.value ? policy.createHTML(text) : text;
