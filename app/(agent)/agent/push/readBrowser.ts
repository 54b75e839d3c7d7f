import { isInstalled } from '../shell/installed.ts'
import type { BrowserFacts } from './pushState.ts'

/** iPads call themselves Macs, but no Mac has a screen that takes several fingers. */
const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** What this browser can do now, and may. */
export const readBrowser = (): BrowserFacts => {
  const hasNotifications = 'Notification' in window
  return {
    isSecure: window.isSecureContext,
    hasPush: hasNotifications && 'PushManager' in window && 'serviceWorker' in navigator,
    permission: hasNotifications ? Notification.permission : 'default',
    isIos: isIos(),
    isInstalled: isInstalled(),
  }
}
