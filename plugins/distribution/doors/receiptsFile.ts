import type { Endpoint, PayloadRequest } from 'payload'
import { exportReceipts } from '../chain/operations/exportReceipts.ts'
import { checkInput } from '../checkInput.ts'
import type { Caller } from '../operation.ts'
import { answerError } from '../problem.ts'
import { runOperation } from '../runOperation.ts'
import { settingsOf } from '../settings.ts'
import { admit } from './admit.ts'

/** Page after page of the export, each asked for by itself, so that a long file holds no transaction open. */
async function* eachPage(req: PayloadRequest, caller: Caller): AsyncGenerator<string> {
  const { payload } = req
  const settings = settingsOf(payload)
  const said = Object.fromEntries(new URL(req.url ?? '', 'http://local').searchParams)
  let cursor: string | null = null
  do {
    const input: ReturnType<typeof exportReceipts.input.parse> = checkInput(exportReceipts, {
      ...{ limit: 500, ...said, id: req.routeParams?.id },
      ...(cursor ? { cursor } : {}),
    })
    const now = new Date()
    const { lines, next }: { lines: unknown[]; next: string | null } = await runOperation({
      ...{ payload, operation: exportReceipts, input, caller, now, settings },
    })
    yield lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    cursor = next
  } while (cursor)
}

/** `GET /export/receipts/{id}`: all that `receipts.export` gives of a client, as one file of JSON lines. */
export const receiptsFileEndpoint: Endpoint = {
  path: '/export/receipts/:id',
  method: 'get',
  handler: async (req) => {
    const headers = new Headers()
    const tell = (told: Record<string, string>) => {
      for (const [name, value] of Object.entries(told)) headers.set(name, value)
    }
    try {
      const pages = eachPage(req, await admit({ req, operation: exportReceipts, tell }))
      // What is refused is refused before the file begins.
      const first = await pages.next()
      const encoder = new TextEncoder()
      const body = new ReadableStream({
        start: (controller) => {
          if (!first.done) controller.enqueue(encoder.encode(first.value))
        },
        pull: async (controller) => {
          const { done, value } = await pages.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        },
        cancel: async () => {
          await pages.return(undefined)
        },
      })
      tell({
        'content-type': 'application/x-ndjson',
        'content-disposition': 'attachment; filename="receipts.ndjson"',
        'cache-control': 'no-store',
      })
      return new Response(body, { headers })
    } catch (error) {
      return answerError(error, req, headers)
    }
  },
}
