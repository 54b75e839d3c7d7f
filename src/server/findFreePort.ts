import { createServer } from 'node:net'
import { codeOf } from './setupError.ts'

/** A port on loopback that nobody uses at this moment. */
export function findFreePort(): Promise<number> {
  return listenBriefly({ port: 0, host: '127.0.0.1' })
}

/** Whether somebody listens on `port` of `host`, or we may not. */
export async function isPortTaken(args: { port: number; host: string }): Promise<boolean> {
  try {
    await listenBriefly(args)
    return false
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes(codeOf(error))) return true
    throw error
  }
}

function listenBriefly(args: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(args, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
