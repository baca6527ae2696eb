// What every spec starts from: a backend for each worker, and no complaint of the browser about the policy.
import { test as base } from '@playwright/test';
import { tryDemo } from './app.ts';
import { Ledger } from './ledger.ts';
import { Backend } from './server.ts';

export { expect } from '@playwright/test';

type TestFixtures = { policyReports: string[]; ledger: Ledger; ownBackend: Backend };
type WorkerFixtures = { backend: Backend };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  backend: [
    async ({}, use) => {
      const backend = await Backend.start();
      await use(backend);
      await backend.dispose();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ backend }, use) => use(backend.baseURL),

  // The page is signed in as a fresh demo member and shows the wallet; this is the journal behind it.
  ledger: async ({ page, backend }, use) => {
    const mark = await tryDemo(page);
    await base.expect(page).toHaveURL('/');
    await use(Ledger.of(backend.databasePath, mark));
  },

  // For a spec that stops its backend, or needs other settings than the other specs of its worker.
  ownBackend: async ({}, use) => {
    const backend = await Backend.start();
    await use(backend);
    await backend.dispose();
  },

  // The suite lives under the policy of production: whatever it blocks in normal use is a mistake.
  policyReports: [
    async ({ page }, use) => {
      const reports: string[] = [];
      page.on('console', message => {
        if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) reports.push(message.text());
      });
      await use(reports);
      base.expect(reports, 'nothing is blocked by the policy in normal use').toEqual([]);
    },
    { auto: true },
  ],
});
