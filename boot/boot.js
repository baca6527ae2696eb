// Starts the app with the module that the page is already downloading.
import init from './glue.js';
import { workerAddress } from './policy.js';

// The app registers it once it has what it needs itself.
early.worker = workerAddress;

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
