import { endStreams } from 'postyard'

/** A server that is asked to stop waits for its open answers; a live stream would never end by itself. */
export function endStreamsAtStop(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      endStreams().catch((error: unknown) => {
        console.error('The live streams did not end well.', error)
      })
    })
  }
}
