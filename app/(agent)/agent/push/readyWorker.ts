/** The browser's own answer comes only once a worker runs, and never where none can be installed. */
const waitMs = 20_000

/**
 * The registration of the service worker, once it runs.
 *
 * @throws DOMException TimeoutError where none runs within 20 seconds
 */
export const readyWorker = (): Promise<ServiceWorkerRegistration> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DOMException('No service worker runs.', 'TimeoutError')),
      waitMs,
    )
    void navigator.serviceWorker.ready.then((registration) => {
      clearTimeout(timer)
      resolve(registration)
    })
  })
