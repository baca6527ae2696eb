// The tabs of one browser: one has the turn, and tells the others what it hears.
let line;
const channel = () => (line ??= globalThis.BroadcastChannel && new BroadcastChannel('gom.live'));

// Resolves once the turn is this tab's, until the signal ends it. Without locks everybody has it.
export const takeTurn = signal => new Promise(granted => {
  const held = () => new Promise(done => { granted(); signal.addEventListener('abort', done); });
  navigator.locks ? navigator.locks.request('gom.live', { signal }, held).catch(() => {}) : granted();
});
export const tellTabs = word => { channel()?.postMessage(word); };
export const onTabs = tell => { channel()?.addEventListener('message', ({ data }) => tell(data)); };
