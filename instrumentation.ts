/** Next calls this once, as the web server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { endStreamsAtStop } = await import('./src/server/endStreamsAtStop.ts')
  endStreamsAtStop()
  const { startInServer } = await import('./src/server/startInServer.ts')
  await startInServer()
}
