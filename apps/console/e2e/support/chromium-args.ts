/**
 * Playwright's own list, `chromiumSwitches.ts` of its source. The last `--disable-features` is the one that counts, so it is repeated here; read it again
 * when Playwright is updated.
 */
const ofPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Pages of Chromium's own address bar and toolbar, which every new window loads: half of what a window costs. */
const ofTheFrame = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIToolbar',
  'WebUIReloadButton',
  'PreloadTopChromeWebUI',
  'PreloadTopChromeWebUILessNavigations',
]

/** For a browser that loads the console and nothing of its own. */
export const chromiumArgs = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${[...ofPlaywright, ...ofTheFrame].join(',')}`,
]
