// Starts the app with the module that the page is already downloading.
import init from './glue.js';
import { workerAddress } from './policy.js';

// The app registers it once it has what it needs itself.
early.worker = workerAddress;

// A task of its own, at once: a time-out would wait for longer the more of them there are.
early.breathe = () => new Promise(resolve => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(0);
});

// Another tab signed out, or in as somebody else: this one starts anew with whoever is there now. A partner's frame has nobody.
if (self === top) addEventListener('storage', ({ key }) => { if (key === 'gom.member') location.reload() });

// A panic aborts the module: from then on nothing answers, so say it instead of leaving a dead page.
const stopped = reason => { if (reason instanceof WebAssembly.RuntimeError) early.fail() };
addEventListener('error', event => stopped(event.error));
addEventListener('unhandledrejection', event => stopped(event.reason));

init({ module_or_path: early.wasm }).then(
  () => {
    document.getElementById('sk')?.remove();
    document.documentElement.dataset.started = '';
  },
  error => { console.error(error); early.fail() },
);
