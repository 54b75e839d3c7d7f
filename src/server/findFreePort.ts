import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { codeOf } from './setupError.ts'

/**
 * Linux gives outgoing connections the ports from 32768 on, others those from 49152 on. A server's
 * port stays below: any connection could take it while the server is about to start, or restarts.
 */
const ports = { first: 20_000, end: 32_768 }

/** A port on loopback that nobody uses at this moment, and no outgoing connection ever takes. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(ports.first, ports.end)
    if (!(await isPortTaken({ port, host: '127.0.0.1' }))) return port
  }
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

function listenBriefly(args: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(args, () => server.close(() => resolve()))
  })
}
