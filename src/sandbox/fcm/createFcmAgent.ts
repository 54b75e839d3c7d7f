import { Agent } from 'node:https'

type Args = {
  /** Of the stand-in's TLS server. */
  port: number
  /** @default '127.0.0.1' */
  host?: string
  /** PEM of the authority that signed the stand-in's certificate; no other is believed. */
  ca: string
}

/**
 * An agent that leads every request to the stand-in, whatever host it is meant for. The name in the certificate is
 * still checked against the host that was asked for (`fcm.googleapis.com`), as it is on the way to Google.
 */
export function createFcmAgent({ port, host = '127.0.0.1', ca }: Args): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) =>
    connect({ ...options, host, port, ca, rejectUnauthorized: true }, callback)
  return agent
}
