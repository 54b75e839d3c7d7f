import { get, type IncomingMessage } from 'node:http'

export type StreamEvent = { id: string; type: string; data: Record<string, unknown> }

type Args = {
  /** The whole address. */
  url: string
  /** Of whoever listens: `authorization` and the like. */
  headers: Record<string, string>
  /** What an earlier connection had last. */
  lastEventId?: string
  onEvent?: (event: StreamEvent) => void
}

/** A client of server-sent events as the standard has it, for one connection. */
export const openEventStream = ({ url, headers, lastEventId, onEvent }: Args) => {
  const events: StreamEvent[] = []
  const comments: string[] = []
  let last = lastEventId
  let rest = ''
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const readBlock = (block: string) => {
    begin()
    const fields: Record<string, string> = {}
    for (const line of block.split('\n')) {
      const at = line.indexOf(':')
      if (at === 0) comments.push(line)
      else fields[line.slice(0, at)] = line.slice(at + 1).replace(/^ /, '')
    }
    if (fields.id !== undefined) last = fields.id
    if (fields.data === undefined) return
    const event = { id: last ?? '', type: fields.event ?? 'message', data: JSON.parse(fields.data) }
    events.push(event)
    onEvent?.(event)
  }
  const request = get(url, {
    agent: false,
    headers: { ...headers, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
  })
  const ended = new Promise<void>((resolve) => request.once('close', resolve))
  request.on('error', () => {})
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('error', reject)
    request.once('response', resolve)
  })
  const opened = answered.then((response) => {
    response.setEncoding('utf8')
    response.on('error', () => {})
    response.on('data', (piece: string) => {
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop() ?? ''
      blocks.forEach(readBlock)
    })
    return response
  })
  opened.catch(() => {})
  return {
    events,
    comments,
    /** The answer's head has come. */
    opened,
    /** Its first words have come. */
    begun,
    ended,
    lastEventId: () => last,
    close: async () => {
      request.destroy()
      await ended
    },
  }
}
