/** The browser's own question whether to install the page; only some browsers hand it out. */
type InstallEvent = Event & { prompt: () => Promise<unknown> }

let offered: InstallEvent | undefined
const listeners = new Set<() => void>()

const change = (event: InstallEvent | undefined) => {
  offered = event
  for (const listener of listeners) listener()
}

// It comes once, before anything is drawn.
if (typeof window !== 'undefined') {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    change(event as InstallEvent)
  })
  window.addEventListener('appinstalled', () => change(undefined))
}

/** Whether this browser can be asked to put the page on the home screen, and the asking, in a tap. */
export const installPrompt = {
  isOffered: () => offered !== undefined,
  ask: async (): Promise<void> => {
    await offered?.prompt()
    change(undefined)
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
