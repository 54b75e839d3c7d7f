/** Whether the page runs as an app of its own, from the home screen. */
export const isInstalled = (): boolean =>
  window.matchMedia(
    '(display-mode: standalone), (display-mode: fullscreen), (display-mode: minimal-ui)',
  ).matches ||
  // iOS says it in its own way.
  ('standalone' in navigator && navigator.standalone === true)
