// A browser that keeps the storage of frames apart, as members' browsers do. Playwright starts Chromium with that switched off.
import { type Browser, type LaunchOptions, chromium } from '@playwright/test';

const FEATURE = 'ThirdPartyStoragePartitioning';

export async function partitionedBrowser(options: LaunchOptions): Promise<Browser> {
  const server = await chromium.launchServer(options);
  const switched = server.process().spawnargs.find(argument => argument.startsWith('--disable-features='));
  await server.close();
  if (!switched?.includes(FEATURE)) throw new Error(`Playwright does not switch ${FEATURE} off any more: use its browser`);
  const others = switched.split('=')[1]!.split(',').filter(name => name !== FEATURE);
  return chromium.launch({
    ...options,
    ignoreDefaultArgs: [switched],
    args: [...(options.args ?? []), `--disable-features=${others.join(',')}`],
  });
}
